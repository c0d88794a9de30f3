package io.tidemark.eventstore;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.personal.KeyRing;
import io.tidemark.eventstore.personal.SubjectKey;
import io.tidemark.eventstore.personal.SubjectKeyRing;
import io.tidemark.eventstore.personal.SubjectKeys;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Subjects' keys in memory. Thread-safe. */
final class InMemorySubjectKeys implements SubjectKeys {
    /** A subject without a key in here is erased. */
    private final Map<String, Optional<SubjectKey>> keys = new ConcurrentHashMap<>();

    @Override
    public Uni<KeyRing> sealing(Set<String> subjects) {
        return Uni.createFrom().item(() -> {
            subjects.forEach(subject -> keys.computeIfAbsent(subject, s -> Optional.of(SubjectKey.create(s))));
            return ring(subjects);
        });
    }

    @Override
    public Uni<KeyRing> trying(Set<String> subjects) {
        return Uni.createFrom()
                .item(() -> new SubjectKeyRing(subjects.stream()
                        .collect(Collectors.toMap(
                                subject -> subject,
                                subject -> keys.getOrDefault(subject, Optional.of(SubjectKey.create(subject)))))));
    }

    @Override
    public Uni<KeyRing> opening(Set<String> subjects) {
        return Uni.createFrom().item(() -> ring(subjects));
    }

    /** Returns what takes the erasure back. */
    Runnable erase(String subject) {
        Optional<SubjectKey> before = keys.put(subject, Optional.empty());
        return before == null ? () -> keys.remove(subject) : () -> keys.put(subject, before);
    }

    private KeyRing ring(Set<String> subjects) {
        return new SubjectKeyRing(subjects.stream()
                .collect(
                        Collectors.toMap(subject -> subject, subject -> keys.getOrDefault(subject, Optional.empty()))));
    }
}
