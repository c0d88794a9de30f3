package io.tidemark.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The ledgers' topic as a consumer sees it that drops repeats: each key's revisions for the first time in order, and one
 * revision always the same event at the same position. Not thread-safe.
 */
final class Publication {
    private final Map<String, List<Entry>> byKey = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private long repeats;

    /** One record. */
    record Entry(String key, long revision, UUID event, long position) {}

    /** The next record of its partition. */
    void accept(Entry entry) {
        List<Entry> firsts = byKey.computeIfAbsent(entry.key(), key -> new ArrayList<>());
        if (entry.revision() > firsts.size() + 1) {
            violations.add(
                    "revision " + entry.revision() + " of " + entry.key() + " is published after " + firsts.size());
        } else if (entry.revision() == firsts.size() + 1) {
            firsts.add(entry);
        } else {
            repeats++;
            Entry first = firsts.get((int) entry.revision() - 1);
            if (!first.equals(entry)) {
                violations.add("published as " + first + " and as " + entry);
            }
        }
    }

    /** What was published against what was written: the same events, none missing. */
    void compare(List<Database.Row> written) {
        for (Database.Row row : written) {
            Entry wanted = new Entry(row.aggregate(), row.revision(), row.id(), row.position());
            List<Entry> firsts = byKey.getOrDefault(row.aggregate(), List.of());
            if (firsts.size() < row.revision()) {
                violations.add("never published: " + wanted);
            } else if (!firsts.get((int) row.revision() - 1).equals(wanted)) {
                violations.add("written as " + wanted + ", published as " + firsts.get((int) row.revision() - 1));
            }
        }
    }

    /** How many events were published, repeats not counted. */
    long firsts() {
        return byKey.values().stream().mapToLong(List::size).sum();
    }

    /** What was wrong since this was asked last. */
    List<String> takeViolations() {
        List<String> taken = List.copyOf(violations);
        violations.clear();
        return taken;
    }

    /** How many records were dropped as repeats since this was asked last. */
    long takeRepeats() {
        long taken = repeats;
        repeats = 0;
        return taken;
    }
}
