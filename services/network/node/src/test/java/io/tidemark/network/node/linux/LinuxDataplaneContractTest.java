package io.tidemark.network.node.linux;

import io.tidemark.network.node.Dataplane;
import io.tidemark.network.node.DataplaneContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The contract on the real kernel: as root, in a network namespace of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinuxDataplaneContractTest extends DataplaneContract {
    private final TestPlatform platform = new TestPlatform();
    private final Dataplane dataplane = platform.open();

    @BeforeAll
    void nothingIsThere() {
        dataplane.sweep();
    }

    @AfterAll
    void nothingStays() {
        platform.close();
    }

    @Override
    protected Dataplane open() {
        return dataplane;
    }
}
