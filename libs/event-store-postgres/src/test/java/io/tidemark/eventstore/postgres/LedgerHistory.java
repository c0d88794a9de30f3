package io.tidemark.eventstore.postgres;

import static io.tidemark.eventstore.postgres.EventLoop.await;

import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.NewEvent;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.StreamId;
import io.tidemark.eventstore.StreamWrite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/** A seeded history of ledgers, appended as it is made, and what it amounts to at every position, by plain folding. */
final class LedgerHistory {
    private static final Cause CAUSE = Cause.spontaneous(UUID.randomUUID(), "test");
    /** {@code a-b} orders between {@code a} and what is below {@code a}. */
    private static final List<String> BRANCHES = List.of("a", "a-b", "b", "b/c");

    private final Random random;
    private final PostgresEventStore store;
    private final LedgerView view = new LedgerView();
    private final List<String> ids = new ArrayList<>();
    private final Map<String, Long> revisions = new HashMap<>();

    LedgerHistory(long seed, int ledgers, PostgresEventStore store) {
        this.random = new Random(seed);
        this.store = store;
        for (int i = 0; i < ledgers; i++) {
            ids.add(new UUID(random.nextLong(), random.nextLong()).toString());
        }
    }

    /** Appends in transactions of one to six events of one ledger. */
    void append(int transactions) {
        for (int i = 0; i < transactions; i++) {
            String id = ids.get(random.nextInt(ids.size()));
            List<NewEvent> events = new ArrayList<>();
            for (int more = random.nextInt(6); more >= 0; more--) {
                events.add(event());
            }
            long revision = revisions.getOrDefault(id, 0L);
            StreamWrite write = new StreamWrite(new StreamId("ledger", id), revision, "/ledgers/" + id, events);
            await(store.append(Append.of(write, CAUSE)));
            revisions.put(id, revision + events.size());
        }
    }

    private NewEvent event() {
        int kind = random.nextInt(10);
        String type = kind == 0 ? LedgerView.CLOSED : kind == 1 ? LedgerView.READ : LedgerView.MOVED;
        String json = "{\"by\":" + random.nextInt(-50, 50) + ",\"branch\":\""
                + BRANCHES.get(random.nextInt(BRANCHES.size())) + "\"}";
        return new NewEvent(UUID.randomUUID(), type, json);
    }

    /** Every event of the log, once all are numbered. */
    List<StoredEvent> log() {
        while (await(store.number(1000)) > 0) {
            continue;
        }
        List<StoredEvent> all = new ArrayList<>();
        List<StoredEvent> batch = await(store.readAfter(0, 1000));
        while (!batch.isEmpty()) {
            all.addAll(batch);
            batch = await(store.readAfter(all.getLast().position(), 1000));
        }
        return all;
    }

    /** The ledgers that there are after each position at which one changed; other tests' events are passed over. */
    NavigableMap<Long, Map<String, LedgerView.Ledger>> states(List<StoredEvent> log) {
        NavigableMap<Long, Map<String, LedgerView.Ledger>> states = new TreeMap<>();
        Map<String, LedgerView.Ledger> now = new TreeMap<>();
        states.put(0L, Map.of());
        for (StoredEvent event : log) {
            view.key(event).ifPresent(id -> {
                now.compute(id, (key, row) -> view.evolve(row, event));
                states.put(event.position(), Map.copyOf(now));
            });
        }
        return states;
    }
}
