package io.tidemark.network.node;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Actions that no fact has told yet. Not thread-safe. */
final class Untold {
    /** Attempts that fail are repeated for as long as it takes; a fact tells the last ones. */
    private static final int MOST_PER_SUBJECT = 30;

    private final Map<String, List<Action>> bySubject = new HashMap<>();

    void add(Applied applied) {
        applied.bySubject().forEach((subject, actions) -> {
            List<Action> kept = bySubject.computeIfAbsent(subject, s -> new ArrayList<>());
            kept.addAll(actions);
            kept.subList(0, Math.max(0, kept.size() - MOST_PER_SUBJECT)).clear();
        });
    }

    /** In the order in which they were begun. */
    List<Action> of(List<String> subjects) {
        return subjects.stream()
                .flatMap(subject -> Stream.ofNullable(bySubject.get(subject)))
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Action::startedAt))
                .toList();
    }

    void forget(List<String> subjects) {
        subjects.forEach(bySubject::remove);
    }
}
