package io.tidemark.nodelink;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether a topic is still the log that was read so far: a lost broker may come back with a new topic of the same
 * name, or with an older copy of it, and a position in one log means nothing in another.
 */
final class LogIdentity implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogIdentity.class);

    /** One small request; a log changes identity only when somebody restores or removes data. */
    private static final Duration CHECK_EVERY = Duration.ofSeconds(5);

    private final Admin admin;
    private final TopicPartition partition;
    private final Uuid original;
    private long checkedNanos = System.nanoTime();

    LogIdentity(Broker broker, TopicPartition partition) {
        this.partition = partition;
        this.admin = Admin.create(broker.admin());
        this.original = topicId().orElse(Uuid.ZERO_UUID);
    }

    /** False as soon as a broker says that the log is another one; a broker that is away says nothing. */
    boolean isUnchanged(Consumer<?, ?> consumer) {
        if (System.nanoTime() - checkedNanos < CHECK_EVERY.toNanos()) {
            return true;
        }
        checkedNanos = System.nanoTime();
        Optional<Uuid> now = topicId();
        if (now.isEmpty()) {
            return true;
        }
        boolean same = now.get().equals(original) && !wentBack(consumer);
        if (!same) {
            LOG.warn("the log is not the one read so far, reading from its beginning: topic={}", partition.topic());
        }
        return same;
    }

    private boolean wentBack(Consumer<?, ?> consumer) {
        try {
            return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L) < consumer.position(partition);
        } catch (KafkaException e) {
            LOG.debug("no end offset now", e);
            return false;
        }
    }

    private Optional<Uuid> topicId() {
        try {
            return Optional.ofNullable(admin.describeTopics(List.of(partition.topic()))
                            .allTopicNames()
                            .get()
                            .get(partition.topic()))
                    .map(TopicDescription::topicId);
        } catch (ExecutionException e) {
            LOG.debug("the topic cannot be described now", e);
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
