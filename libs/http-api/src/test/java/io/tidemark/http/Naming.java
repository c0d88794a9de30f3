package io.tidemark.http;

import io.smallrye.mutiny.Uni;
import io.tidemark.decider.Decider;
import io.tidemark.decider.Decision;
import io.tidemark.eventstore.Aggregates;
import io.tidemark.eventstore.AppendConflict;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.EventTypes;
import io.tidemark.eventstore.Outcome;
import io.tidemark.problems.CommonProblem;
import io.tidemark.problems.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives things names that no other thing has, and never the name "nobody". */
@ApplicationScoped
class Naming {
    private final EventStore store;

    Naming(EventStore store) {
        this.store = store;
    }

    Uni<Outcome<String>> name(String id, String name, Cause cause, List<Companion> companions) {
        List<Companion> all = new ArrayList<>(companions);
        all.add(new Companion.Claim("thing-name", name, id));
        return new Aggregates<>(
                        store,
                        "thing",
                        new Rules(),
                        EventTypes.<ThingView.Named>none().and(ThingView.NAMED, ThingView.Named.class),
                        state -> Things.OURS + "/things/" + id)
                .handle(id, name, cause, all)
                .onFailure(AppendConflict.AlreadyClaimed.class)
                .recoverWithItem(
                        new Outcome.Refused<>(new Rejection(CommonProblem.PRECONDITION_FAILED, name + " is taken")));
    }

    private static final class Rules implements Decider<String, String, ThingView.Named> {
        @Override
        public String initial() {
            return "";
        }

        @Override
        public Decision<ThingView.Named> decide(String state, String name) {
            if (name.equals("nobody")) {
                return Decision.reject(CommonProblem.PRECONDITION_FAILED, "nobody is no name");
            }
            return name.equals(state)
                    ? Decision.nothing()
                    : Decision.accept(
                            new ThingView.Named(name, new ThingView.Look("red", name.length()), Optional.empty()));
        }

        @Override
        public String evolve(String state, ThingView.Named event) {
            return event.name();
        }
    }
}
