package io.tidemark.decider;

/**
 * One kind of aggregate as two pure functions. Time, new ids and quotas arrive inside the command, so the same
 * command on the same state always gives the same decision.
 *
 * @param <C> the commands, a sealed interface of records
 * @param <S> the states, a sealed interface of records
 * @param <E> the events, a sealed interface of records
 */
public interface Decider<C, S, E> {
    /** The state before the first event. */
    S initial();

    /** What the command makes of the state. Asking for what already holds gives no events. */
    Decision<E> decide(S state, C command);

    /**
     * The state after the event.
     *
     * @throws IllegalStateException when the event cannot follow the state: a broken history, never a refusal
     */
    S evolve(S state, E event);

    /** The state after all these events, in order. */
    default S fold(S from, Iterable<? extends E> events) {
        S state = from;
        for (E event : events) {
            state = evolve(state, event);
        }
        return state;
    }
}
