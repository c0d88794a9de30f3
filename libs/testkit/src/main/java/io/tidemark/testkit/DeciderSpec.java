package io.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.decider.Decider;
import io.tidemark.decider.Decision;
import io.tidemark.problems.ProblemCode;
import java.util.List;

/**
 * A decider's specification as a sentence: {@code spec.given(events).when(command).then(events)}. Each phase is a
 * type of its own, and {@code then} also folds the new events, so that an event that cannot be applied fails here.
 */
public final class DeciderSpec<C, S, E> {
    private final Decider<C, S, E> decider;

    private DeciderSpec(Decider<C, S, E> decider) {
        this.decider = decider;
    }

    public static <C, S, E> DeciderSpec<C, S, E> of(Decider<C, S, E> decider) {
        return new DeciderSpec<>(decider);
    }

    @SafeVarargs
    public final Given<C, S, E> given(E... history) {
        return new Given<>(decider, List.of(history));
    }

    /** What has happened. */
    public record Given<C, S, E>(Decider<C, S, E> decider, List<E> history) {
        public When<S, E> when(C command) {
            S state = decider.fold(decider.initial(), history);
            return new When<>(events -> decider.fold(state, events), decider.decide(state, command));
        }
    }

    /** What was decided. */
    public record When<S, E>(Fold<S, E> fold, Decision<E> decision) {
        @SafeVarargs
        public final Then<S> then(E... events) {
            assertThat(decision).isEqualTo(new Decision.Accepted<>(List.of(events)));
            return new Then<>(fold.after(List.of(events)));
        }

        public Then<S> thenNothing() {
            return then();
        }

        public void thenRejected(ProblemCode code) {
            assertThat(decision)
                    .isInstanceOfSatisfying(
                            Decision.Rejected.class,
                            rejected -> assertThat(rejected.reason().code()).isEqualTo(code));
        }
    }

    /** The state that follows. */
    public record Then<S>(S state) {
        public void leaving(S expected) {
            assertThat(state).isEqualTo(expected);
        }
    }

    /** Applies events to the state that was decided on. */
    @FunctionalInterface
    public interface Fold<S, E> {
        S after(List<E> events);
    }
}
