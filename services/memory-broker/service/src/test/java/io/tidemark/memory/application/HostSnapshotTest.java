package io.tidemark.memory.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.eventstore.Aggregates;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.InMemoryEventStore;
import io.tidemark.eventstore.Snapshot;
import io.tidemark.eventstore.StateForm;
import io.tidemark.eventstore.StreamId;
import io.tidemark.memory.host.Host;
import io.tidemark.memory.host.HostCommand;
import io.tidemark.memory.host.HostCommands;
import io.tidemark.memory.host.HostDecider;
import io.tidemark.memory.host.HostEvent;
import io.tidemark.memory.host.NodeId;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Any history of a node's memory: the state from its last snapshot is the state of the full fold. */
class HostSnapshotTest {
    private static final int STEPS = 1_500;
    private static final NodeId NODE = new NodeId("node-1");

    private final EventStore store = new InMemoryEventStore(InstantSource.system());
    private final Hosts hosts = new Hosts(store);
    private final Cause cause = Cause.spontaneous(UUID.randomUUID(), "test");

    @RepeatedTest(5)
    void folds_to_the_same_state_with_snapshots_and_without(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int step = 0; step < STEPS; step++) {
            hosts.handle(NODE, HostCommands.any(random), cause, List.of())
                    .await()
                    .indefinitely();
            if (step % 50 == 0) {
                assertThat(hosts.state(NODE).await().indefinitely()).isEqualTo(fullFold());
            }
        }
        assertThat(hosts.state(NODE).await().indefinitely()).isEqualTo(fullFold());
        assertThat(snapshot().revision()).isGreaterThanOrEqualTo(StateForm.USUAL);
    }

    private Host fullFold() {
        return new Aggregates<HostCommand, Host, HostEvent>(
                        store, "host", new HostDecider(NODE), MemoryEvents.HOST, state -> "/nodes/" + NODE)
                .load(NODE.value())
                .await()
                .indefinitely()
                .state();
    }

    private Snapshot snapshot() {
        return store.snapshot(new StreamId("host", NODE.value()))
                .await()
                .indefinitely()
                .orElseThrow();
    }
}
