package io.tidemark.benchmarks.eventcore;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;

/** From reactive results to a measuring thread; the same hops for every lane. */
final class Waiting {
    private Waiting() {}

    static <T> T await(Uni<T> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> work);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
