package io.tidemark.messaging;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * What the broker says about its topics. Every call blocks, and fails with a {@link KafkaException} when the broker does
 * not answer within 20 s. Thread-safe.
 */
@ApplicationScoped
class BrokerView {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String bootstrap;
    private @Nullable Admin admin;

    BrokerView(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** Kafka's ids of those topics that there are, by name. A topic made anew has another id. */
    Map<String, String> ids(Collection<String> topics) {
        Map<String, String> ids = new HashMap<>();
        admin().describeTopics(topics).topicNameValues().forEach((topic, asked) -> {
            try {
                ids.put(topic, answer(asked).topicId().toString());
            } catch (UnknownTopicOrPartitionException e) {
                ids.remove(topic);
            }
        });
        return ids;
    }

    Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        answer(admin().listOffsets(asked).all()).forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    private synchronized Admin admin() {
        Admin known = admin;
        if (known == null) {
            known = Admin.create(Map.of(
                    "bootstrap.servers",
                    bootstrap,
                    "request.timeout.ms",
                    "5000",
                    "default.api.timeout.ms",
                    Long.toString(PATIENCE.toMillis())));
            admin = known;
        }
        return known;
    }

    private static <T> T answer(KafkaFuture<T> asked) {
        try {
            return asked.get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("the broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking the broker", e);
        }
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
