package io.tidemark.compute.node.storage;

/** A file that must not be used as an image; the message says why. */
public final class ImageUnfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ImageUnfit(String message) {
        super(message);
    }
}
