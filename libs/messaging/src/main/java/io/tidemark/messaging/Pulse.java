package io.tidemark.messaging;

import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Listens to heartbeats: records without a revision that only show that a partition is being followed. */
public interface Pulse {
    String TYPE_SUFFIX = ".heartbeat.v1";

    Uni<Void> beat(ConsumerRecord<String, byte[]> record);

    static boolean isPulse(ConsumerRecord<?, ?> record) {
        return CloudEvents.type(record).endsWith(TYPE_SUFFIX);
    }
}
