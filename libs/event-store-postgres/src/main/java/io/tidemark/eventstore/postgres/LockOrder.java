package io.tidemark.eventstore.postgres;

import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.StreamWrite;
import java.util.Comparator;
import java.util.List;

/**
 * The one order in which every append takes its row and index locks, so that no two of them wait for each other in a
 * circle: first what tells a repeat (so that a repeat waits there, and is told as one), then streams by name, then
 * everything else by kind and name. Companions of the same value stay in the order given.
 */
final class LockOrder {
    private static final int STREAMS = 2;

    private LockOrder() {}

    static List<Companion> beforeStreams(Append append) {
        return append.companions().stream()
                .filter(companion -> rank(companion) < STREAMS)
                .sorted(BY_RANK_AND_NAME)
                .toList();
    }

    static List<StreamWrite> streams(Append append) {
        return append.writes().stream()
                .filter(write -> !write.events().isEmpty())
                .sorted(Comparator.comparing(write -> write.stream().toString()))
                .toList();
    }

    static List<Companion> afterStreams(Append append) {
        return append.companions().stream()
                .filter(companion -> rank(companion) > STREAMS)
                .sorted(BY_RANK_AND_NAME)
                .toList();
    }

    private static final Comparator<Companion> BY_RANK_AND_NAME =
            Comparator.comparingInt(LockOrder::rank).thenComparing(LockOrder::name);

    private static int rank(Companion companion) {
        return switch (companion) {
            case Companion.IdempotencyRecord _ -> 0;
            case Companion.InboxMark _ -> 1;
            case Companion.Claim _, Companion.Unclaim _ -> STREAMS + 1;
            case Companion.Replica _ -> STREAMS + 2;
            case Companion.Erasure _ -> STREAMS + 3;
            case Companion.DryRun _ -> STREAMS + 4;
        };
    }

    private static String name(Companion companion) {
        return switch (companion) {
            case Companion.IdempotencyRecord r -> r.principal() + "\n" + r.key();
            case Companion.InboxMark m -> m.producer() + "\n" + m.aggregate();
            case Companion.Claim c -> c.scope() + "\n" + c.value();
            case Companion.Unclaim u -> u.scope() + "\n" + u.value();
            case Companion.Replica r -> r.kind() + "\n" + r.id();
            case Companion.Erasure e -> e.subject();
            case Companion.DryRun _ -> "";
        };
    }
}
