package io.tidemark.nodelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.eventstore.Cause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactOutboxTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path scratch;

    private final TestBroker kafka = TestBroker.shared();

    @AfterEach
    void tidy() throws InterruptedException, ExecutionException {
        kafka.removeTopics();
    }

    @Test
    void factsReachKafkaInOrderWithTheirCauseAndGoOnAfterARestart() throws InterruptedException {
        Cause cause = new Cause(
                UUID.randomUUID(), UUID.randomUUID(), "somebody", Optional.of(UUID.randomUUID()), Optional.empty());
        try (FactOutbox outbox = started("outbox", false)) {
            outbox.emit(new NewFact("compute/vm/1", "tidemark.node.vm.running.v1", "{\"a\":1}", Optional.of(cause)));
            outbox.emit(new NewFact("compute/vm/2", "tidemark.node.vm.running.v1", "{\"a\":2}", Optional.empty()));
            await().atMost(SOON).until(() -> outbox.state().acknowledgedNumber() == 2);
        }
        try (FactOutbox outbox = started("outbox", false)) {
            outbox.emit(new NewFact("compute/vm/1", "tidemark.node.vm.stopped.v1", "{}", Optional.empty()));
            await().atMost(SOON).until(() -> outbox.state().acknowledgedNumber() == 3);
        }
        assertThat(kafka.numbers()).containsExactly(1L, 2L, 3L);
        ConsumerRecord<String, byte[]> first = kafka.facts().getFirst();
        assertThat(first.key()).isEqualTo("compute/vm/1");
        assertThat(new String(first.value(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}");
        assertThat(WireHeaders.cause(first.headers())).isEqualTo(cause);
        assertThat(WireHeaders.require(first.headers(), "ce_source"))
                .isEqualTo("/tidemark/node/" + kafka.topics.nodeId());
        assertThat(WireHeaders.require(first.headers(), "ce_subject")).isEqualTo(kafka.topics.nodeId());
    }

    @Test
    void whatWaitedOnDiskGoesAfterTheStart() throws InterruptedException {
        Path folder = scratch.resolve("outbox");
        try (FactLog log = FactLog.open(folder, FactLog.USUAL_SEGMENT_BYTES)) {
            LongStream.rangeClosed(1, 250).forEach(i -> log.append(fact(i)));
        }
        try (FactOutbox outbox = started("outbox", false)) {
            await().atMost(SOON).until(() -> outbox.state().acknowledgedNumber() == 250);
        }
        assertThat(kafka.numbers())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 250).boxed().toList());
    }

    @Test
    void aLostNoteOfWhatKafkaHasRepeatsNothing() throws InterruptedException, IOException {
        try (FactOutbox outbox = started("outbox", false)) {
            outbox.emit(fact(1));
            await().atMost(SOON).until(() -> outbox.state().acknowledgedNumber() == 1);
        }
        Files.delete(scratch.resolve("outbox").resolve("acknowledged"));
        try (FactOutbox outbox = started("outbox", false)) {
            outbox.emit(fact(2));
            await().atMost(SOON).until(() -> outbox.state().acknowledgedNumber() == 2);
        }
        assertThat(kafka.numbers()).containsExactly(1L, 2L);
    }

    @Test
    void aDiskThatLostFactsIsToldAndGoesOnOnlyWhenAnOperatorSaysSo() throws InterruptedException {
        try (FactOutbox outbox = started("outbox", false)) {
            LongStream.rangeClosed(1, 3).forEach(i -> outbox.emit(fact(i)));
            await().atMost(SOON).until(() -> outbox.state().acknowledgedNumber() == 3);
        }
        try (FactOutbox outbox = new FactOutbox(kafka.broker, kafka.topics, scratch.resolve("new disk"), false)) {
            outbox.start();
            await().atMost(SOON).until(() -> outbox.state().isDamaged());
            assertThat(outbox.state().damage()).contains("Kafka has fact 3").contains("ends with 0");
            assertThat(outbox.isAligned()).isFalse();
        }
        try (FactOutbox outbox = started("new disk", true)) {
            assertThat(outbox.emit(fact(4)).number()).isEqualTo(4);
            await().atMost(SOON).until(() -> outbox.state().acknowledgedNumber() == 4);
        }
        assertThat(kafka.numbers()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void anotherFactUnderTheSameNumberIsToldAndNothingIsPublished() throws InterruptedException {
        try (FactOutbox outbox = started("outbox", false)) {
            outbox.emit(fact(1));
            await().atMost(SOON).until(() -> outbox.state().acknowledgedNumber() == 1);
        }
        try (FactLog log = FactLog.open(scratch.resolve("other disk"), FactLog.USUAL_SEGMENT_BYTES)) {
            log.append(fact(100));
            log.append(fact(200));
        }
        try (FactOutbox outbox = new FactOutbox(kafka.broker, kafka.topics, scratch.resolve("other disk"), false)) {
            outbox.start();
            await().atMost(SOON).until(() -> outbox.state().isDamaged());
            assertThat(outbox.state().damage()).contains("fact 1 is");
        }
        assertThat(kafka.numbers()).containsExactly(1L);
    }

    @Test
    void factsThatKafkaLostArePublishedAgain() throws InterruptedException, ExecutionException {
        try (FactOutbox outbox = started("outbox", false)) {
            LongStream.rangeClosed(1, 3).forEach(i -> outbox.emit(fact(i)));
            await().atMost(SOON).until(() -> outbox.state().acknowledgedNumber() == 3);
        }
        kafka.removeTopics();
        try (FactOutbox outbox = started("outbox", false)) {
            outbox.emit(fact(4));
            await().atMost(SOON).until(() -> outbox.state().acknowledgedNumber() == 4);
        }
        assertThat(kafka.numbers()).containsExactly(1L, 2L, 3L, 4L);
    }

    private FactOutbox started(String folder, boolean continueAfterLoss) throws InterruptedException {
        FactOutbox outbox = new FactOutbox(kafka.broker, kafka.topics, scratch.resolve(folder), continueAfterLoss);
        outbox.start();
        assertThat(outbox.awaitAligned(SOON)).isTrue();
        return outbox;
    }

    private static NewFact fact(long i) {
        return new NewFact("compute/vm/1", "tidemark.node.test.v1", "{\"i\":" + i + "}", Optional.empty());
    }
}
