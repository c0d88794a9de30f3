package io.tidemark.messaging;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** Work that must not, or cannot, run on the event loop that a database session belongs to. */
public final class OffLoop {
    private OffLoop() {}

    /** Runs what blocks on a worker; the result comes back to the caller's context. */
    public static <T> Uni<T> blocking(Supplier<T> work) {
        return returning(Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool()));
    }

    /** A session must go on where it began: results from Kafka's or a worker's thread come back to its context. */
    public static <T> Uni<T> returning(Uni<T> work) {
        Context context = Vertx.currentContext();
        return context == null ? work : work.emitOn(task -> context.runOnContext(ignored -> task.run()));
    }
}
