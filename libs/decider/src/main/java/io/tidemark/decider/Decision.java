package io.tidemark.decider;

import io.tidemark.problems.ProblemCode;
import io.tidemark.problems.Rejection;
import java.util.List;

/** What a decider answers: events, possibly none, or a refusal. */
public sealed interface Decision<E> {

    /** The command holds; {@code events} is empty when nothing had to change. */
    record Accepted<E>(List<E> events) implements Decision<E> {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /** The command is refused and nothing changes. */
    record Rejected<E>(Rejection reason) implements Decision<E> {}

    @SafeVarargs
    static <E> Decision<E> accept(E... events) {
        return new Accepted<>(List.of(events));
    }

    static <E> Decision<E> accept(List<E> events) {
        return new Accepted<>(events);
    }

    /** What was asked for already holds. */
    static <E> Decision<E> nothing() {
        return new Accepted<>(List.of());
    }

    static <E> Decision<E> reject(ProblemCode code, String detail) {
        return new Rejected<>(new Rejection(code, detail));
    }
}
