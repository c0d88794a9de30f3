package io.tidemark.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * A producer until its first failure. What reaches a partition of a list of records is always a beginning of that list's
 * records for the partition: with one request in flight a later batch of a partition never leaves before the earlier one
 * is acknowledged, and the first failure ends the producer, from Kafka's own sending thread, before it sends again.
 * Thread-safe.
 */
final class ProducerSession {
    private final Producer<String, byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    ProducerSession(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    boolean isBroken() {
        return failure.get() != null;
    }

    /** Hands all to the producer, in this order; completes when all are acknowledged, in the order given. */
    CompletableFuture<List<RecordMetadata>> send(List<ProducerRecord<String, byte[]>> records) {
        List<CompletableFuture<RecordMetadata>> sent = new ArrayList<>(records.size());
        for (ProducerRecord<String, byte[]> record : records) {
            if (isBroken()) {
                break;
            }
            sent.add(send(record));
        }
        return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).handle((done, broken) -> {
            Exception cause = failure.get();
            if (broken != null || sent.size() < records.size()) {
                throw new CompletionException(cause == null ? broken : cause);
            }
            return sent.stream().map(CompletableFuture::join).toList();
        });
    }

    private CompletableFuture<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
        CompletableFuture<RecordMetadata> acknowledged = new CompletableFuture<>();
        try {
            producer.send(record, (metadata, refused) -> {
                if (refused == null) {
                    acknowledged.complete(metadata);
                } else {
                    end(refused);
                    acknowledged.completeExceptionally(refused);
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            end(e);
            acknowledged.completeExceptionally(e);
        }
        return acknowledged;
    }

    private void end(Exception cause) {
        if (failure.compareAndSet(null, cause)) {
            producer.close(Duration.ZERO);
        }
    }

    /** Ends it, and waits until its sending thread has ended. */
    void close(Duration patience) {
        failure.compareAndSet(null, new IllegalStateException("the producer was closed"));
        producer.close(patience);
    }
}
