package io.tidemark.guestimage;

/** The tiny image can be neither built nor found; the message is one line that says why and what helps. */
public final class ImageUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ImageUnavailable(String message) {
        super(message);
    }
}
