package io.tidemark.console.gateway;

import io.vertx.core.Future;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Waits for what must come, within a bound that only a hang reaches. */
final class Waiting {
    private static final long BOUND_SECONDS = 60;

    private Waiting() {}

    static <T> T result(Future<T> future) {
        return result(future.toCompletionStage().toCompletableFuture());
    }

    static <T> T result(CompletableFuture<T> future) {
        return future.orTimeout(BOUND_SECONDS, TimeUnit.SECONDS).join();
    }
}
