package io.tidemark.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The ledgers' topic as a consumer sees it that drops repeats: each key's revisions for the first time in order, and one
 * revision always the same event at the same position, until a later generation of the history has it otherwise. Not
 * thread-safe.
 */
final class Publication {
    private final Map<String, List<Entry>> byKey = new HashMap<>();
    private final Map<String, List<Entry>> early = new HashMap<>();
    private final List<String> generations = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final boolean gapsFill;
    private long repeats;

    /**
     * @param gapsFill whether a gap may be filled later, as after a loss, when what was under way then comes before what is
     *     published again; where it stays, {@link #compare} tells
     */
    Publication(boolean gapsFill) {
        this.gapsFill = gapsFill;
    }

    /** One record. */
    record Entry(String key, long revision, UUID event, long position, String generation) {
        boolean is(Database.Row row) {
            return event.equals(row.id()) && position == row.position();
        }
    }

    /** The next record of its partition. */
    void accept(Entry entry) {
        if (!generations.contains(entry.generation())) {
            generations.add(entry.generation());
        }
        List<Entry> firsts = byKey.computeIfAbsent(entry.key(), key -> new ArrayList<>());
        if (!firsts.isEmpty() && age(entry) < age(firsts.getLast())) {
            repeats++;
        } else if (entry.revision() > firsts.size() + 1) {
            gap(entry, firsts.size());
        } else if (entry.revision() == firsts.size() + 1) {
            firsts.add(entry);
            fill(entry.key(), firsts.size() + 1);
        } else {
            again(entry, firsts);
        }
    }

    private int age(Entry entry) {
        return generations.indexOf(entry.generation());
    }

    private void gap(Entry entry, int published) {
        if (gapsFill) {
            early.computeIfAbsent(entry.key(), key -> new ArrayList<>()).add(entry);
        } else {
            violations.add("revision " + entry.revision() + " of " + entry.key() + " is published after " + published);
        }
    }

    private void fill(String key, long revision) {
        List<Entry> waiting = early.getOrDefault(key, List.of());
        waiting.stream()
                .filter(entry -> entry.revision() == revision)
                .findFirst()
                .ifPresent(entry -> {
                    waiting.remove(entry);
                    accept(entry);
                });
    }

    private void again(Entry entry, List<Entry> firsts) {
        int index = (int) entry.revision() - 1;
        Entry first = firsts.get(index);
        if (first.equals(entry)) {
            repeats++;
        } else if (age(entry) > age(first)) {
            firsts.subList(index, firsts.size()).clear();
            firsts.add(entry);
        } else {
            violations.add("published as " + first + " and as " + entry);
        }
    }

    /** What was published against what was written: the same events, none missing. */
    void compare(List<Database.Row> written) {
        violations.addAll(missing(written));
    }

    /** What is written and was not published, or was published as something else. */
    List<String> missing(List<Database.Row> written) {
        List<String> missing = new ArrayList<>();
        for (Database.Row row : written) {
            List<Entry> firsts = byKey.getOrDefault(row.aggregate(), List.of());
            if (firsts.size() < row.revision()) {
                missing.add("never published: " + row);
            } else if (!firsts.get((int) row.revision() - 1).is(row)) {
                missing.add("written as " + row + ", published as " + firsts.get((int) row.revision() - 1));
            }
        }
        return missing;
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
