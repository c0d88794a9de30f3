package io.tidemark.compute.node.vm;

/** A disk cannot be made ready; ends a start. */
public final class DiskRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;

    /** @param code stable, for programs, such as {@code IMAGE_MISSING} */
    public DiskRefusal(String code, String detail) {
        super(detail);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
