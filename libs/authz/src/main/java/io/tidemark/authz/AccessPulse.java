package io.tidemark.authz;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.Json;
import io.tidemark.messaging.Pulse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Keeps when identity last sent a heartbeat down each partition: how old the replica is at most. */
@ApplicationScoped
public class AccessPulse implements Pulse {
    private final EventStore store;

    public AccessPulse(EventStore store) {
        this.store = store;
    }

    /** The time in the row is when identity sent it, not when it came. */
    record Beat(int partition, Instant sentAt) {}

    @Override
    public Uni<Void> beat(ConsumerRecord<String, byte[]> record) {
        Beat beat = new Beat(record.partition(), Instant.ofEpochMilli(record.timestamp()));
        Companion row = new Companion.Replica(AccessReplica.PULSE, "partition-" + beat.partition(), Json.write(beat));
        Cause cause = Cause.spontaneous(new UUID(0, 0), "pulse");
        return store.append(new Append(List.of(), cause, List.of(row))).replaceWithVoid();
    }
}
