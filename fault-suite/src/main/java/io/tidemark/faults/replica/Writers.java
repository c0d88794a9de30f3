package io.tidemark.faults.replica;

import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The writers of this replica, begun by {@code POST /writes/RUN} with a {@link Load}; {@code GET /writes/RUN} answers how
 * many still write, and 404 when they died with an earlier process.
 */
@ApplicationScoped
public class Writers {
    private static final int WRITERS = 4;
    private static final int ACCEPTED = 202;
    private static final int NOT_FOUND = 404;

    private final EventStore store;
    private final Journal journal;
    private final Map<Long, AtomicInteger> writing = new ConcurrentHashMap<>();

    public Writers(EventStore store, @ConfigProperty(name = "faults.journal") Path journal) {
        this.store = store;
        this.journal = new Journal(journal);
    }

    void routes(@Observes Router router) {
        router.post("/writes/:run").handler(this::begin);
        router.get("/writes/:run").handler(this::tell);
    }

    private void begin(RoutingContext request) {
        request.request().body().onSuccess(body -> {
            begin(Json.read(body.toString(StandardCharsets.UTF_8), Load.class));
            request.response().setStatusCode(ACCEPTED).end();
        });
        // Quarkus hands a request over paused.
        request.request().resume();
    }

    private void begin(Load load) {
        AtomicInteger left = new AtomicInteger(WRITERS);
        writing.put(load.run(), left);
        for (int number = 0; number < WRITERS; number++) {
            Writer writer = new Writer(store, journal, load, number);
            Thread.ofPlatform().daemon().name("writer-" + number).start(() -> write(writer, left));
        }
    }

    private static void write(Writer writer, AtomicInteger left) {
        try {
            writer.write();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            left.decrementAndGet();
        }
    }

    private void tell(RoutingContext request) {
        AtomicInteger left = writing.get(Long.valueOf(request.pathParam("run")));
        if (left == null) {
            request.response().setStatusCode(NOT_FOUND).end();
        } else {
            request.response().end(Integer.toString(left.get()));
        }
    }
}
