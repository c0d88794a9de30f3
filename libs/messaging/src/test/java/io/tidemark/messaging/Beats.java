package io.tidemark.messaging;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Keeps the keys of the heartbeats that came; a broken one fails. */
@ApplicationScoped
class Beats implements Pulse {
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Override
    public Uni<Void> beat(ConsumerRecord<String, byte[]> record) {
        seen.add(record.key());
        return record.value().length == 0
                ? Uni.createFrom().failure(new IllegalArgumentException("an empty heartbeat"))
                : Uni.createFrom().voidItem();
    }

    List<String> seen() {
        return seen;
    }
}
