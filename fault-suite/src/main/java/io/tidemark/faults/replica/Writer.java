package io.tidemark.faults.replica;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.NewEvent;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.StreamId;
import io.tidemark.eventstore.StreamWrite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One writer: appends to streams that all writers of the run share, tries again under the same idempotency key until it
 * knows what became of it, and has one append in five rolled back after its rows were inserted.
 */
final class Writer {
    static final String TYPE = "tidemark.ledger.entry.written.v1";

    /** A stream that does not exist, so no write to it at revision 1 fits; by its name it is the last that a store locks. */
    private static final StreamId NEVER = new StreamId("never", "0");

    private static final double DOOMED = 0.2;
    private static final double TWO_STREAMS = 0.2;

    /** A database that is away is asked again after this time. */
    private static final Duration AWAY = Duration.ofMillis(100);

    private final EventStore store;
    private final Journal journal;
    private final Load load;
    private final Random random;

    Writer(EventStore store, Journal journal, Load load, int number) {
        this.store = store;
        this.journal = journal;
        this.load = load;
        this.random = new Random(load.seed() * 31 + number);
    }

    void write() throws InterruptedException {
        long end = System.nanoTime() + load.length().toNanos();
        while (System.nanoTime() < end) {
            append();
            Thread.sleep(random.nextLong(load.longestPause().toMillis() + 1));
        }
    }

    private void append() throws InterruptedException {
        UUID key = uuid();
        boolean doomed = random.nextDouble() < DOOMED;
        List<StreamId> streams = streams();
        while (true) {
            switch (await(attempt(key, doomed, streams))) {
                case ACKNOWLEDGED, KEY_USED -> {
                    return;
                }
                case REFUSED -> {
                    if (doomed) {
                        return;
                    }
                }
                case UNKNOWN -> Thread.sleep(AWAY);
            }
        }
    }

    private List<StreamId> streams() {
        return random.ints(0, load.streams())
                .distinct()
                .limit(random.nextDouble() < TWO_STREAMS ? 2 : 1)
                .mapToObj(stream -> new StreamId("entry", load.run() + "-" + stream))
                .toList();
    }

    private Uni<Answer> attempt(UUID key, boolean doomed, List<StreamId> streams) {
        return writes(streams)
                .chain(writes -> {
                    Attempt attempt = new Attempt(load.run(), uuid(), key, doomed, ids(writes));
                    journal.tried(attempt);
                    return store.append(append(attempt, writes))
                            .replaceWith(Answer.ACKNOWLEDGED)
                            .onFailure()
                            .recoverWithItem(Answer::of)
                            .invoke(answer -> journal.told(attempt.id(), answer));
                })
                .onFailure()
                .recoverWithItem(Answer.UNKNOWN);
    }

    private Uni<List<StreamWrite>> writes(List<StreamId> streams) {
        Uni<List<StreamWrite>> all = Uni.createFrom().item(ArrayList::new);
        for (StreamId stream : streams) {
            all = all.chain(writes -> store.read(stream).map(events -> {
                writes.add(new StreamWrite(stream, revision(events), "/entries/" + stream.id(), events()));
                return writes;
            }));
        }
        return all;
    }

    private static long revision(List<StoredEvent> events) {
        return events.isEmpty() ? 0 : events.getLast().revision();
    }

    private List<NewEvent> events() {
        return Stream.generate(() -> new NewEvent(uuid(), TYPE, "{\"run\":" + load.run() + "}"))
                .limit(1 + random.nextInt(load.mostEvents()))
                .toList();
    }

    private static List<UUID> ids(List<StreamWrite> writes) {
        return writes.stream()
                .flatMap(write -> write.events().stream())
                .map(NewEvent::id)
                .toList();
    }

    private Append append(Attempt attempt, List<StreamWrite> writes) {
        List<StreamWrite> all = new ArrayList<>(writes);
        if (attempt.doomed()) {
            all.add(new StreamWrite(NEVER, 1, "/entries", List.of(new NewEvent(uuid(), TYPE, "{}"))));
        }
        return new Append(all, Cause.spontaneous(attempt.id(), "writer"), List.of())
                .with(new Companion.IdempotencyRecord(
                        "writer", attempt.key().toString(), "", 201, "", "{}", attempt.id()));
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private static Answer await(Uni<Answer> attempt) throws InterruptedException {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> attempt);
        } catch (InterruptedException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
