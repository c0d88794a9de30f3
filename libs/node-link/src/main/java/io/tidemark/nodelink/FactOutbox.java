package io.tidemark.nodelink;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where facts wait until Kafka has them. A fact is on disk, with its number, before {@link #emit} returns; it is published
 * in the order of numbers, and again after a crash until acknowledged by all in-sync replicas. So each number reaches Kafka
 * at least once, before every higher one, and always with the same body: consumers drop what they have seen by its number.
 *
 * <p>Before publishing, disk and Kafka are compared. Where Kafka lost facts that are still held, they are published again;
 * where the two contradict each other nothing is published, and {@link #state} says why. Thread-safe.
 */
public final class FactOutbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FactOutbox.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** How long a fact waits at most when the wake-up is missed. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /** Published at a time: the next ones go only when these are acknowledged, so none can overtake. */
    private static final int CHUNK = 100;

    private final Broker broker;
    private final NodeTopics topics;
    private final FactLog log;
    private final boolean continueAfterLoss;
    private final StoppableLoop loop;
    private final CountDownLatch aligned = new CountDownLatch(1);
    private final WakeUp wakeUp = new WakeUp();
    private volatile String damage = "";
    private long lastOffset = -1;

    /**
     * Opens the outbox on disk.
     *
     * @param continueAfterLoss an operator's decision, for one start: where Kafka has facts that this disk lost, go on after
     *     Kafka's last number
     * @throws OutboxDamagedException when the disk contradicts itself
     */
    public FactOutbox(Broker broker, NodeTopics topics, Path folder, boolean continueAfterLoss) {
        this.broker = broker;
        this.topics = topics;
        this.log = FactLog.open(folder, FactLog.USUAL_SEGMENT_BYTES);
        this.continueAfterLoss = continueAfterLoss;
        this.loop = new StoppableLoop("facts", PAUSE, this::publish);
    }

    /** Begins to publish. */
    public void start() {
        loop.start();
    }

    /** Keeps a fact for good and gives it the next number. Call it only after {@link #isAligned}. */
    public Fact emit(NewFact fact) {
        Fact kept = log.append(fact);
        wakeUp.now();
        return kept;
    }

    /** Whether disk and Kafka have been compared and agree, so that numbers given from now on are right. */
    public boolean isAligned() {
        return aligned.getCount() == 0;
    }

    /** Waits for {@link #isAligned}; false when the time is over. */
    public boolean awaitAligned(Duration atMost) throws InterruptedException {
        return aligned.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    public OutboxState state() {
        return new OutboxState(log.last(), log.acknowledged(), log.first(), damage);
    }

    private void publish() {
        try {
            topics.ensure(broker);
            align();
            aligned.countDown();
            damage = "";
            publishWhileItWorks();
        } catch (OutboxDamagedException e) {
            if (!damage.equals(e.getMessage())) {
                damage = String.valueOf(e.getMessage());
                LOG.error("facts are not published until an operator decides: nodeId={} {}", topics.nodeId(), damage);
            }
        } catch (KafkaException e) {
            LOG.warn("facts cannot be published now, trying again: waiting={} cause={}", waiting(), e.toString());
        } catch (UncheckedIOException e) {
            LOG.error("facts cannot be read from disk, trying again: waiting={}", waiting(), e);
        }
    }

    private long waiting() {
        return log.last() - log.acknowledged();
    }

    private void align() {
        Optional<LastFact> last = LastFact.in(broker, topics.facts());
        long inKafka = new Alignment(log, topics, continueAfterLoss).decide(last);
        if (inKafka != log.acknowledged()) {
            log.acknowledge(inKafka);
        }
        lastOffset = last.map(LastFact::offset).orElse(-1L);
    }

    /** With a producer of its own: after a failure nothing of an old one may still be under way. */
    private void publishWhileItWorks() {
        KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(broker.orderedProducer(), new StringSerializer(), new ByteArraySerializer());
        try {
            while (!loop.isStopping()) {
                List<Fact> facts = log.read(log.acknowledged() + 1, CHUNK);
                if (facts.isEmpty()) {
                    wakeUp.await(LOOK_AGAIN);
                } else {
                    publish(producer, facts);
                }
            }
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    private void publish(KafkaProducer<String, byte[]> producer, List<Fact> facts) {
        List<Future<RecordMetadata>> sent = facts.stream()
                .map(fact -> producer.send(fact.record(topics, log.generation())))
                .toList();
        OptionalLong offset = Rising.after(
                lastOffset, sent.stream().map(this::acknowledgement).toList());
        if (offset.isEmpty()) {
            wentBack();
            return;
        }
        lastOffset = offset.getAsLong();
        log.acknowledge(facts.getLast().number());
    }

    /** Kafka's log was lost, or came back in an older state, while we wrote. What is held goes once more. */
    private void wentBack() {
        LOG.error(
                "Kafka lost facts while running, publishing again what is held: topic={} offsetBefore={} from={}",
                topics.facts(),
                lastOffset,
                log.first());
        log.acknowledge(log.first() - 1);
        lastOffset = -1;
    }

    private RecordMetadata acknowledgement(Future<RecordMetadata> sent) {
        try {
            while (true) {
                try {
                    return sent.get(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                } catch (java.util.concurrent.TimeoutException e) {
                    if (loop.isStopping()) {
                        throw new KafkaException("stopped while Kafka did not answer", e);
                    }
                }
            }
        } catch (ExecutionException e) {
            throw new KafkaException("not acknowledged", e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Ends publishing; what waits goes after the next start. */
    @Override
    public void close() {
        wakeUp.now();
        loop.close();
        log.close();
    }
}
