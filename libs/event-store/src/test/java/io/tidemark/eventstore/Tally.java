package io.tidemark.eventstore;

import io.tidemark.decider.Decider;
import io.tidemark.decider.Decision;
import io.tidemark.units.Personal;
import io.tidemark.units.StringValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Marks counted by who made them, signed by a person: the aggregate of the contract suites. */
public sealed interface Tally {
    String MARKED = "test.tally.marked.v3";
    String SIGNED = "test.tally.signed.v1";

    EventTypes<Event> TYPES = EventTypes.<Event>none()
            .and(MARKED, Event.Marked.class)
            .and(SIGNED, Event.Signed.class)
            .upcasting("test.tally.marked.v2", MARKED, payload -> payload.put("weight", 1))
            .upcasting("test.tally.marked.v1", "test.tally.marked.v2", payload -> {
                payload.set("by", payload.remove("author"));
                return payload;
            });

    /** Nothing counted yet. */
    record Empty() implements Tally {}

    record Kept(long total, Map<Name, Long> weights, Optional<Personal> signature) implements Tally {
        public Kept {
            weights = Map.copyOf(weights);
        }
    }

    record Name(String value) implements StringValue {}

    sealed interface Command {}

    record Mark(Name by, int weight) implements Command {}

    record Sign(Personal who) implements Command {}

    sealed interface Event {
        record Marked(Name by, int weight) implements Event {}

        record Signed(Personal who) implements Event {}
    }

    static Aggregates<Command, Tally, Event> aggregates(EventStore store) {
        return new Aggregates<>(store, "tally", new Rules(), TYPES, state -> "/tallies");
    }

    /** Accepts everything. */
    final class Rules implements Decider<Command, Tally, Event> {
        @Override
        public Tally initial() {
            return new Empty();
        }

        @Override
        public Decision<Event> decide(Tally state, Command command) {
            return switch (command) {
                case Mark(Name by, int weight) -> Decision.accept(new Event.Marked(by, weight));
                case Sign(Personal who) -> Decision.accept(new Event.Signed(who));
            };
        }

        @Override
        public Tally evolve(Tally state, Event event) {
            Kept kept = switch (state) {
                case Empty() -> new Kept(0, Map.of(), Optional.empty());
                case Kept k -> k;
            };
            return switch (event) {
                case Event.Marked(Name by, int weight) -> {
                    Map<Name, Long> weights = new HashMap<>(kept.weights());
                    weights.merge(by, (long) weight, Long::sum);
                    yield new Kept(kept.total() + weight, weights, kept.signature());
                }
                case Event.Signed(Personal who) -> new Kept(kept.total(), kept.weights(), Optional.of(who));
            };
        }
    }
}
