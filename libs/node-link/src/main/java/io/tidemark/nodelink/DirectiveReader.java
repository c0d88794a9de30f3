package io.tidemark.nodelink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a node's directives. First everything from the beginning to the end that the topic had when reading began, of which
 * the last of each key is handed over as one whole; then each as it comes.
 *
 * <p>Absence means nothing: a key that is not there asks for nothing, and neither does a deletion mark. A broker that is
 * away is waited for, for ever; none is lost and none overtakes another of its key. When the topic was made anew or went
 * back, it is read from its beginning again, and what differs from what was handed over last is handed over.
 *
 * <p>One thread of its own; {@link #close} ends it.
 */
public final class DirectiveReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DirectiveReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Broker broker;
    private final NodeTopics topics;
    private final DirectiveListener listener;
    private final TopicPartition partition;
    private final Map<DirectiveKey, Directive> handed = new LinkedHashMap<>();
    private final StoppableLoop loop;
    private boolean begun;

    public DirectiveReader(Broker broker, NodeTopics topics, DirectiveListener listener) {
        this.broker = broker;
        this.topics = topics;
        this.listener = listener;
        this.partition = new TopicPartition(topics.directives(), 0);
        this.loop = new StoppableLoop("directives", PAUSE, this::read);
    }

    public void start() {
        loop.start();
    }

    /** From the beginning for as long as the log stays the same one; returns when it does not. */
    private void read() {
        topics.ensure(broker);
        try (KafkaConsumer<String, byte[]> consumer =
                        new KafkaConsumer<>(broker.consumer(), new StringDeserializer(), new ByteArrayDeserializer());
                LogIdentity identity = new LogIdentity(broker, partition)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            handOver(readToEnd(consumer));
            while (!loop.isStopping() && identity.isUnchanged(consumer)) {
                consumer.poll(POLL).forEach(record -> parse(record).ifPresent(this::handOver));
            }
        } catch (WakeupException e) {
            LOG.debug("woken", e);
        } catch (KafkaException e) {
            LOG.warn("directives cannot be read now, trying again: topic={} cause={}", partition.topic(), e.toString());
        }
    }

    private List<Directive> readToEnd(KafkaConsumer<String, byte[]> consumer) {
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        Map<DirectiveKey, Directive> last = new LinkedHashMap<>();
        while (!loop.isStopping() && consumer.position(partition) < end) {
            consumer.poll(POLL)
                    .forEach(record -> parse(record).ifPresent(directive -> {
                        last.remove(directive.key());
                        last.put(directive.key(), directive);
                    }));
        }
        return new ArrayList<>(last.values());
    }

    private void handOver(List<Directive> whole) {
        if (loop.isStopping()) {
            return;
        }
        if (begun) {
            whole.forEach(this::handOver);
            return;
        }
        begun = true;
        whole.forEach(directive -> handed.put(directive.key(), directive));
        listener.whole(whole);
    }

    /** A directive that was written again after a failure, or read again after a loss, is the same one and changes nothing. */
    private void handOver(Directive directive) {
        if (!directive.equals(handed.put(directive.key(), directive))) {
            listener.changed(directive);
        }
    }

    /** A record that no service of ours wrote is told loudly and passed. */
    private static Optional<Directive> parse(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Directive.of(record));
        } catch (IllegalArgumentException e) {
            LOG.error(
                    "a record that is no directive is passed over: topic={} offset={} key={} cause={}",
                    record.topic(),
                    record.offset(),
                    record.key(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
