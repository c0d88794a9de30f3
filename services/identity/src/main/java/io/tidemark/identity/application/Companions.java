package io.tidemark.identity.application;

import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.Outcome;
import io.tidemark.problems.ProblemCode;
import io.tidemark.problems.Rejection;
import java.util.ArrayList;
import java.util.List;

/** What a unique name adds to a write, and what a lost race for one answers. */
final class Companions {
    private Companions() {}

    static List<Companion> and(List<Companion> companions, Companion more) {
        List<Companion> all = new ArrayList<>(companions);
        all.add(more);
        return all;
    }

    static <S> Outcome<S> taken(ProblemCode code, Throwable conflict) {
        return new Outcome.Refused<>(new Rejection(code, String.valueOf(conflict.getMessage())));
    }
}
