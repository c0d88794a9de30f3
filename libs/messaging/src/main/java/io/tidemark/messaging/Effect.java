package io.tidemark.messaging;

import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.StreamWrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What an incoming event makes this service write; commits together with the mark that it was handled.
 *
 * @param operation what the writes belong to where the event itself names no operation
 */
public record Effect(List<StreamWrite> writes, List<Companion> companions, Optional<UUID> operation) {
    public Effect {
        writes = List.copyOf(writes);
        companions = List.copyOf(companions);
    }

    public Effect(List<StreamWrite> writes, List<Companion> companions) {
        this(writes, companions, Optional.empty());
    }

    /** The same as a part of what is under way here, for what nobody asked for. */
    public Effect within(Optional<UUID> underWay) {
        return new Effect(writes, companions, underWay);
    }

    /** The event's cause, within an operation if either names one. */
    Cause cause(IncomingEvent event) {
        Cause cause = event.effectCause();
        return cause.operationId().isPresent() ? cause : cause.within(operation);
    }

    public static Effect none() {
        return new Effect(List.of(), List.of());
    }

    public static Effect of(StreamWrite write) {
        return new Effect(List.of(write), List.of());
    }

    public static Effect of(Companion companion) {
        return new Effect(List.of(), List.of(companion));
    }

    public Effect with(Companion companion) {
        return and(of(companion));
    }

    public Effect and(Effect other) {
        List<StreamWrite> allWrites = new ArrayList<>(writes);
        allWrites.addAll(other.writes);
        List<Companion> allCompanions = new ArrayList<>(companions);
        allCompanions.addAll(other.companions);
        return new Effect(allWrites, allCompanions, operation.or(() -> other.operation));
    }
}
