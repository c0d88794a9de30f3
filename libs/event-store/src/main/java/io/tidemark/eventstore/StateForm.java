package io.tidemark.eventstore;

/**
 * How the states of a category are kept as snapshots. States are records of records, scalars, personal values and
 * collections of them, below a sealed interface.
 *
 * @param type the sealed interface of the states
 * @param tag names the shape of the states and the meaning of the fold; another one whenever either changes
 * @param every how many events past the last snapshot the next one is kept, at least 1
 */
public record StateForm<S>(Class<S> type, String tag, int every) {
    /**
     * For streams without a better number: a tail of that many events folds in about 2 ms, three times what reading a
     * snapshot alone takes, and one load in that many writes (docs/adr/0013).
     */
    public static final int USUAL = 200;

    public StateForm {
        if (every < 1) {
            throw new IllegalArgumentException("a snapshot every " + every + " events");
        }
    }

    /** A snapshot every {@value #USUAL} events. */
    public static <S> StateForm<S> of(Class<S> type, String tag) {
        return new StateForm<>(type, tag, USUAL);
    }
}
