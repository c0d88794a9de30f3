package io.tidemark.eventstore.postgres;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;

/** From the event loop, where a database session lives, to a thread of one's own that may wait. */
public final class Blocking {
    private Blocking() {}

    /**
     * Waits for the work as long as it takes. Never on an event loop.
     *
     * @throws IllegalStateException around a checked failure of the work; other failures come as they are
     */
    public static <T> T await(Uni<T> work) throws InterruptedException {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> work);
        } catch (InterruptedException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
