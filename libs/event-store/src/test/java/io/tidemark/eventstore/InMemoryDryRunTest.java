package io.tidemark.eventstore;

import io.smallrye.mutiny.Uni;
import java.time.InstantSource;

class InMemoryDryRunTest extends DryRunContract {
    private final EventStore store = new InMemoryEventStore(InstantSource.system());

    @Override
    protected EventStore store() {
        return store;
    }

    @Override
    protected <T> T await(Uni<T> work) {
        return work.await().indefinitely();
    }
}
