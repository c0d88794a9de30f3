package io.tidemark.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** What the contract suites of the store share. Stores may hold other tests' events. */
public abstract class StoreContract {
    protected final Cause cause = Cause.spontaneous(UUID.randomUUID(), "test");

    protected abstract EventStore store();

    /** Runs to the end of the work, on whatever thread the store needs. */
    protected abstract <T> T await(Uni<T> work);

    protected StreamId stream() {
        return new StreamId("thing", UUID.randomUUID().toString());
    }

    protected StreamWrite write(StreamId stream, long expected, int events) {
        return new StreamWrite(
                stream,
                expected,
                "/things/" + stream.id(),
                IntStream.range(0, events)
                        .mapToObj(i -> new NewEvent(UUID.randomUUID(), "thing.happened.v1", "{\"n\":" + i + "}"))
                        .toList());
    }

    /** The mark that the first so many events of another service's aggregate are handled. */
    protected static Companion mark(String aggregate, long revision) {
        return new Companion.InboxMark("/tidemark/other", aggregate, revision);
    }

    protected List<StoredEvent> append(Append append) {
        return await(store().append(append));
    }

    protected void numberAll() {
        while (await(store().number(100)) > 0) {
            // more may wait
        }
    }

    protected List<StoredEvent> all() {
        numberAll();
        List<StoredEvent> all = new ArrayList<>();
        List<StoredEvent> page;
        do {
            page = await(store().readAfter(all.size(), 500));
            all.addAll(page);
        } while (!page.isEmpty());
        return all;
    }

    /** Runs the same work on that many threads at once; gives what each came to, or fails as the first that failed. */
    protected <T> List<T> atOnce(int threads, Callable<T> work) throws InterruptedException, ExecutionException {
        List<T> results = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(work));
            }
            for (Future<T> one : running) {
                results.add(one.get());
            }
        }
        return results;
    }

    protected void assertDenseAndOrdered(List<StoredEvent> all) {
        Map<StreamId, Long> last = new HashMap<>();
        long position = 0;
        for (StoredEvent event : all) {
            assertThat(event.position()).isEqualTo(++position);
            assertThat(event.revision()).isEqualTo(last.getOrDefault(event.stream(), 0L) + 1);
            last.put(event.stream(), event.revision());
        }
    }
}
