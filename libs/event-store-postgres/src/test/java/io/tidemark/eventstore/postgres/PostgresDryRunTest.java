package io.tidemark.eventstore.postgres;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.DryRunContract;
import io.tidemark.eventstore.EventStore;
import io.tidemark.testkit.real.RealParts;
import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(MasterKeyParts.class)
class PostgresDryRunTest extends DryRunContract {
    @Inject
    PostgresEventStore store;

    @Override
    protected EventStore store() {
        return store;
    }

    @Override
    protected <T> T await(Uni<T> work) {
        return EventLoop.await(work);
    }
}
