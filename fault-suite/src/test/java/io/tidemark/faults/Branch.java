package io.tidemark.faults;

import io.tidemark.faults.replica.Attempt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What must hold at consumers when the producer's history went back and goes on otherwise: what is in it now was handled
 * once or waits for an operator, but was never passed over; what was handled besides is what the restore took away. Pure.
 */
record Branch(List<Database.Row> written, List<Database.Copy> copies, Set<UUID> parked, Set<UUID> lost) {
    static Branch of(History history) {
        Set<UUID> lost = history.taken().attempts().stream()
                .map(Attempt::events)
                .flatMap(List::stream)
                .collect(Collectors.toSet());
        return new Branch(history.written(), history.copies(), history.parked(), lost);
    }

    void violations(List<String> wrong) {
        Set<UUID> handled = copies.stream().map(Database.Copy::origin).collect(Collectors.toSet());
        Set<UUID> there = written.stream().map(Database.Row::id).collect(Collectors.toSet());
        for (Database.Row row : written) {
            boolean once = handled.contains(row.id());
            boolean waits = parked.contains(row.id());
            if (once == waits) {
                wrong.add((once ? "handled and parked: " : "neither handled nor parked: ") + row);
            }
        }
        copies.stream()
                .filter(copy -> !there.contains(copy.origin()) && !lost.contains(copy.origin()))
                .forEach(copy -> wrong.add("effect of an event that nobody wrote: " + copy));
        order(wrong);
    }

    private void order(List<String> wrong) {
        Map<String, List<Long>> revisions = new HashMap<>();
        copies.forEach(copy -> revisions
                .computeIfAbsent(copy.aggregate(), aggregate -> new ArrayList<>())
                .add(copy.revision()));
        revisions.forEach((aggregate, found) -> {
            for (int i = 1; i < found.size(); i++) {
                if (found.get(i) <= found.get(i - 1)) {
                    wrong.add("effects of " + aggregate + " are not in order: "
                            + found.stream().map(String::valueOf).collect(Collectors.joining(",")));
                    return;
                }
            }
        });
    }
}
