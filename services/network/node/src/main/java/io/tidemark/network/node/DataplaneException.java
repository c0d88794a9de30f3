package io.tidemark.network.node;

/** The host did not do what it was asked to. What was done before that stays done; converging again goes on from there. */
public final class DataplaneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, in the one way that matters to who handles it. */
    public enum Category {
        /** A command ended badly or in an unforeseen way. Trying again later may succeed. */
        COMMAND_FAILED,
        /** A program or a right is missing on this host. Trying again is useless until someone changes that. */
        HOST_UNFIT
    }

    private final Category category;
    private final String reason;
    private final transient Applied applied;

    public DataplaneException(Category category, String reason) {
        this(category, reason, Applied.NOTHING);
    }

    public DataplaneException(Category category, String reason, Applied applied) {
        super(reason);
        this.category = category;
        this.reason = reason;
        this.applied = applied;
    }

    public Category category() {
        return category;
    }

    /** What the host, or the program that was run, said. */
    public String reason() {
        return reason;
    }

    /** What was done up to and with the failure. */
    public Applied applied() {
        return applied;
    }
}
