package io.tidemark.messaging;

import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.StreamWrite;
import java.util.ArrayList;
import java.util.List;

/** What an incoming event makes this service write; commits together with the mark that it was handled. */
public record Effect(List<StreamWrite> writes, List<Companion> companions) {
    public Effect {
        writes = List.copyOf(writes);
        companions = List.copyOf(companions);
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
        return new Effect(allWrites, allCompanions);
    }
}
