package io.tidemark.eventstore;

import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** The store in memory, for fast tests beside the real one; it passes the same contract suite. Thread-safe. */
public final class InMemoryEventStore implements EventStore {
    private final InstantSource clock;
    private final List<StoredEvent> written = new ArrayList<>();
    private final List<StoredEvent> numbered = new ArrayList<>();
    private final Map<StreamId, List<StoredEvent>> streams = new HashMap<>();
    private final Set<UUID> ids = new HashSet<>();
    private final Map<String, Companion.IdempotencyRecord> answers = new HashMap<>();
    private final Map<String, Long> inbox = new HashMap<>();
    private final Map<String, String> replicas = new HashMap<>();
    private final Map<String, String> claims = new HashMap<>();

    public InMemoryEventStore(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Uni<List<StoredEvent>> read(StreamId stream) {
        return locked(() -> List.copyOf(streams.getOrDefault(stream, List.of())));
    }

    @Override
    public Uni<List<StoredEvent>> append(Append append) {
        return locked(() -> {
            append.writes().forEach(this::check);
            append.companions().forEach(this::check);
            append.companions().forEach(this::keep);
            return append.writes().stream()
                    .flatMap(write -> write(write, append.cause()).stream())
                    .toList();
        });
    }

    private void check(StreamWrite write) {
        long actual = streams.getOrDefault(write.stream(), List.of()).size();
        if (actual != write.expectedRevision()) {
            throw new AppendConflict.Revision(write.stream(), write.expectedRevision(), actual);
        }
        for (NewEvent event : write.events()) {
            if (ids.contains(event.id())) {
                throw new AppendConflict.EventIdUsed(event.id());
            }
        }
    }

    private void check(Companion companion) {
        switch (companion) {
            case Companion.IdempotencyRecord r -> {
                if (answers.containsKey(r.principal() + "\n" + r.key())) {
                    throw new AppendConflict.KeyUsed(r.principal(), r.key());
                }
            }
            case Companion.InboxMark m -> {
                long last = inbox.getOrDefault(m.producer() + "\n" + m.aggregate(), 0L);
                if (m.revision() <= last) {
                    throw new AppendConflict.Repeat(m, last);
                }
                if (m.revision() > last + 1) {
                    throw new AppendConflict.Gap(m, last);
                }
            }
            case Companion.Claim c -> {
                String owner = claims.get(c.scope() + "\n" + c.value());
                if (owner != null && !owner.equals(c.owner())) {
                    throw new AppendConflict.AlreadyClaimed(c.scope(), c.value());
                }
            }
            case Companion.Unclaim ignored -> {}
            case Companion.Replica ignored -> {}
        }
    }

    private void keep(Companion companion) {
        switch (companion) {
            case Companion.IdempotencyRecord r -> answers.put(r.principal() + "\n" + r.key(), r);
            case Companion.InboxMark m -> inbox.put(m.producer() + "\n" + m.aggregate(), m.revision());
            case Companion.Claim c -> claims.put(c.scope() + "\n" + c.value(), c.owner());
            case Companion.Unclaim u -> claims.remove(u.scope() + "\n" + u.value(), u.owner());
            case Companion.Replica r -> replicas.put(r.kind() + "\n" + r.id(), r.json());
        }
    }

    private List<StoredEvent> write(StreamWrite write, Cause cause) {
        List<StoredEvent> stream = streams.computeIfAbsent(write.stream(), s -> new ArrayList<>());
        List<StoredEvent> added = new ArrayList<>();
        for (NewEvent event : write.events()) {
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
            ids.add(event.id());
            added.add(stored);
        }
        return added;
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
