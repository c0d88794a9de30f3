package io.tidemark.network.node.memory;

import io.tidemark.network.node.Dataplane;
import io.tidemark.network.node.DataplaneContract;
import java.time.InstantSource;

class InMemoryDataplaneTest extends DataplaneContract {
    private final Dataplane dataplane = new InMemoryDataplane("0badca", InstantSource.system());

    @Override
    protected Dataplane open() {
        return dataplane;
    }
}
