package io.tidemark.benchmarks.eventcore;

import static io.tidemark.benchmarks.eventcore.Waiting.await;

import io.tidemark.eventstore.EventStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** From one side of Kafka to the other: an event from its commit to the consumer's handler, and a bare record. */
final class DeliveryLanes {
    private static final long PATIENCE_SECONDS = 30;

    private DeliveryLanes() {}

    /** Numbering, relay, Kafka and intake; the clock starts when the append is durable. */
    record Event(String name, EventStore store, Arrivals arrivals) implements Lane {
        @Override
        public Duration once() throws ExecutionException, InterruptedException, TimeoutException {
            UUID event = UUID.randomUUID();
            CompletableFuture<Long> arrival = arrivals.of(event);
            await(store.append(Things.change(event.toString(), 0, event)));
            long begin = System.nanoTime();
            return Duration.ofNanos(arrival.get(PATIENCE_SECONDS, TimeUnit.SECONDS) - begin);
        }
    }

    /** Kafka's own clients, with the relay's guarantees and without any wait for a fuller batch. */
    static final class Raw implements AutoCloseable {
        private static final String TOPIC = "raw";

        private final KafkaProducer<String, byte[]> producer;
        private final KafkaConsumer<String, byte[]> consumer;
        private final Map<String, CompletableFuture<Long>> awaited = new ConcurrentHashMap<>();
        private final Thread polling;

        Raw(String bootstrap) throws ExecutionException, InterruptedException {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
                admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
                        .all()
                        .get();
            }
            producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", "0"),
                    new StringSerializer(),
                    new ByteArraySerializer());
            consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest"),
                    new StringDeserializer(),
                    new ByteArrayDeserializer());
            consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
            polling = Thread.ofPlatform().daemon().name("raw-consumer").start(this::poll);
        }

        private void poll() {
            try {
                while (true) {
                    consumer.poll(Duration.ofSeconds(1)).forEach(record -> {
                        CompletableFuture<Long> arrival = awaited.remove(record.key());
                        if (arrival != null) {
                            arrival.complete(System.nanoTime());
                        }
                    });
                }
            } catch (WakeupException end) {
                consumer.close();
            }
        }

        Lane lane(String name) {
            return new Lane() {
                @Override
                public String name() {
                    return name;
                }

                @Override
                public Duration once() throws ExecutionException, InterruptedException, TimeoutException {
                    String key = UUID.randomUUID().toString();
                    CompletableFuture<Long> arrival = new CompletableFuture<>();
                    awaited.put(key, arrival);
                    byte[] value = Things.json(1).getBytes(StandardCharsets.UTF_8);
                    long begin = System.nanoTime();
                    producer.send(new ProducerRecord<>(TOPIC, key, value));
                    return Duration.ofNanos(arrival.get(PATIENCE_SECONDS, TimeUnit.SECONDS) - begin);
                }
            };
        }

        @Override
        public void close() throws InterruptedException {
            consumer.wakeup();
            polling.join();
            producer.close();
        }
    }
}
