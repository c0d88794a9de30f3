package io.tidemark.audit.trace;

import io.tidemark.audit.record.AuditedEvent;
import io.tidemark.audit.record.SealedRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Everything that shares one correlation id, as trees by cause.
 *
 * @param correlationId what it shares
 * @param roots events whose cause is not among them (a request, or something not sealed yet), in the order in which
 *     they were sealed; empty when nothing is known of the correlation id
 */
public record Trace(UUID correlationId, List<TraceNode> roots) {

    /** No chain of ours comes near; beyond it neither our recursion nor every JSON reader (1,000 levels) is safe. */
    static final int MAX_DEPTH = 200;

    /** Copies the list. */
    public Trace {
        roots = List.copyOf(roots);
    }

    /**
     * Arranges records by cause. Every record stands in the result exactly once, also when causes run in a circle
     * (which no part of ours makes): then the first one sealed becomes a root. A chain longer than {@value #MAX_DEPTH}
     * goes on as a further root.
     *
     * @param records in any order
     */
    public static Trace of(UUID correlationId, List<SealedRecord> records) {
        return new Trace(correlationId, new Arrangement(records).roots());
    }

    /** Confined to one call. */
    private static final class Arrangement {

        private record Entry(long leaf, AuditedEvent event) {}

        private final List<Entry> entries;
        private final Map<UUID, List<Entry>> byCause = new HashMap<>();
        private final Set<Long> placed = new HashSet<>();

        Arrangement(List<SealedRecord> records) {
            entries = records.stream()
                    .map(record -> new Entry(record.leaf(), record.audited()))
                    .sorted(Comparator.comparingLong(Entry::leaf))
                    .toList();
            entries.forEach(entry -> byCause.computeIfAbsent(entry.event().causationId(), _ -> new ArrayList<>())
                    .add(entry));
        }

        List<TraceNode> roots() {
            Set<UUID> known = new HashSet<>();
            entries.forEach(entry -> known.add(entry.event().id()));
            List<TraceNode> roots = new ArrayList<>();
            for (Entry entry : entries) {
                UUID cause = entry.event().causationId();
                if (!known.contains(cause) || cause.equals(entry.event().id())) {
                    place(entry, roots, 1);
                }
            }
            // Whatever is left is caused in a circle, or stands too deep.
            entries.forEach(entry -> place(entry, roots, 1));
            roots.sort(Comparator.comparingLong(TraceNode::leaf));
            return roots;
        }

        private void place(Entry entry, List<TraceNode> siblings, int depth) {
            if (depth <= MAX_DEPTH && placed.add(entry.leaf())) {
                List<TraceNode> children = new ArrayList<>();
                byCause.getOrDefault(entry.event().id(), List.of()).forEach(child -> place(child, children, depth + 1));
                siblings.add(node(entry, children));
            }
        }

        private static TraceNode node(Entry entry, List<TraceNode> children) {
            AuditedEvent event = entry.event();
            return new TraceNode(
                    entry.leaf(),
                    event.id(),
                    event.type(),
                    event.source(),
                    event.subject(),
                    event.time(),
                    event.actor(),
                    event.data(),
                    children);
        }
    }
}
