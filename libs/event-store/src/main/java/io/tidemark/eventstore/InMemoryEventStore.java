package io.tidemark.eventstore;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.personal.SubjectKeys;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** The store in memory, for fast tests beside the real one; it passes the same contract suites. Thread-safe. */
public final class InMemoryEventStore implements EventStore {
    private final InstantSource clock;
    private final List<StoredEvent> written = new ArrayList<>();
    private final List<StoredEvent> numbered = new ArrayList<>();
    private final Map<StreamId, List<StoredEvent>> streams = new HashMap<>();
    private final Set<UUID> ids = new HashSet<>();
    private final Map<StreamId, Snapshot> snapshots = new HashMap<>();
    private final InMemorySubjectKeys keys = new InMemorySubjectKeys();
    private final InMemoryCompanions companions = new InMemoryCompanions(keys);

    public InMemoryEventStore(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Uni<List<StoredEvent>> read(StreamId stream) {
        return locked(() -> List.copyOf(streams.getOrDefault(stream, List.of())));
    }

    @Override
    public Uni<List<StoredEvent>> readFrom(StreamId stream, long revision) {
        return read(stream)
                .map(all -> all.stream()
                        .filter(event -> event.revision() >= revision)
                        .toList());
    }

    @Override
    public Uni<Optional<Snapshot>> snapshot(StreamId stream) {
        return locked(() -> Optional.ofNullable(snapshots.get(stream)));
    }

    @Override
    public Uni<Void> keep(Snapshot snapshot) {
        return locked(() -> {
                    snapshots.put(snapshot.stream(), snapshot);
                    return snapshot;
                })
                .replaceWithVoid();
    }

    @Override
    public SubjectKeys keys() {
        return keys;
    }

    @Override
    public Uni<List<StoredEvent>> append(Append append) {
        return locked(() -> {
            int before = written.size();
            companions.begin();
            try {
                return appendAll(append, before);
            } catch (AppendConflict conflict) {
                companions.rollback();
                takeBack(before);
                throw conflict;
            }
        });
    }

    private List<StoredEvent> appendAll(Append append, int before) {
        append.companions().stream().filter(InMemoryCompanions::tellsRepeats).forEach(companions::keep);
        append.writes().forEach(write -> write(write, append.cause()));
        append.companions().stream()
                .filter(companion -> !InMemoryCompanions.tellsRepeats(companion))
                .forEach(companions::keep);
        if (append.isDryRun()) {
            throw new AppendConflict.DryRun(append.writes());
        }
        return List.copyOf(written.subList(before, written.size()));
    }

    private void write(StreamWrite write, Cause cause) {
        if (write.events().isEmpty()) {
            return;
        }
        List<StoredEvent> stream = streams.computeIfAbsent(write.stream(), s -> new ArrayList<>());
        if (stream.size() != write.expectedRevision()) {
            throw new AppendConflict.Revision(write.stream(), write.expectedRevision(), stream.size());
        }
        for (NewEvent event : write.events()) {
            if (!ids.add(event.id())) {
                throw new AppendConflict.EventIdUsed(event.id());
            }
            StoredEvent stored = new StoredEvent(
                    event.id(),
                    write.stream(),
                    stream.size() + 1L,
                    0,
                    event.type(),
                    event.json(),
                    write.objectPath(),
                    cause,
                    clock.instant());
            stream.add(stored);
            written.add(stored);
        }
    }

    private void takeBack(int before) {
        while (written.size() > before) {
            StoredEvent last = written.removeLast();
            ids.remove(last.id());
            streams.getOrDefault(last.stream(), new ArrayList<>()).removeLast();
        }
    }

    @Override
    public Uni<Integer> number(int max) {
        return locked(() -> {
            int count = Math.min(max, written.size() - numbered.size());
            for (int i = 0; i < count; i++) {
                StoredEvent next = written.get(numbered.size());
                numbered.add(new StoredEvent(
                        next.id(),
                        next.stream(),
                        next.revision(),
                        numbered.size() + 1L,
                        next.type(),
                        next.json(),
                        next.objectPath(),
                        next.cause(),
                        next.recordedAt()));
            }
            return count;
        });
    }

    @Override
    public Uni<List<StoredEvent>> readAfter(long position, int max) {
        return locked(() -> numbered.stream().skip(position).limit(max).toList());
    }

    @Override
    public Uni<String> generation() {
        return Uni.createFrom().item("in-memory");
    }

    private synchronized <T> T run(Supplier<T> work) {
        return work.get();
    }

    private <T> Uni<T> locked(Supplier<T> work) {
        return Uni.createFrom().item(() -> run(work));
    }
}
