package io.tidemark.nodelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that emits and publishes is killed again and again at seeded moments. */
class OutboxKillTest {
    private static final int KILLS = 4;

    @TempDir
    Path scratch;

    private final TestBroker kafka = TestBroker.shared();

    @AfterEach
    void tidy() throws InterruptedException, ExecutionException {
        kafka.removeTopics();
    }

    @Test
    void whatWasSafeReachesKafkaInOrderUnderItsNumberHoweverOftenTheProcessIsKilled()
            throws IOException, InterruptedException {
        Random random = new Random(2026);
        Map<Long, String> safe = new TreeMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            runUntilKilled(20 + random.nextInt(400), safe);
        }
        try (FactOutbox outbox = new FactOutbox(kafka.broker, kafka.topics, scratch.resolve("outbox"), false)) {
            outbox.start();
            assertThat(outbox.awaitAligned(Duration.ofSeconds(30))).isTrue();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> outbox.state().acknowledgedNumber()
                            == outbox.state().lastNumber());
        }
        List<ConsumerRecord<String, byte[]>> published = kafka.facts();
        Map<Long, List<String>> ids = published.stream()
                .collect(Collectors.groupingBy(
                        TestBroker::number,
                        TreeMap::new,
                        Collectors.mapping(
                                OutboxKillTest::id, Collectors.collectingAndThen(Collectors.toSet(), List::copyOf))));
        assertThat(published.stream().map(TestBroker::number).distinct().toList())
                .isEqualTo(LongStream.rangeClosed(1, ids.size()).boxed().toList());
        assertThat(ids.values())
                .allSatisfy(ofOneNumber -> assertThat(ofOneNumber).hasSize(1));
        assertThat(safe).allSatisfy((number, id) -> assertThat(ids.get(number)).containsExactly(id));
        assertThat(safe).hasSizeGreaterThan(KILLS * 20);
    }

    private static String id(ConsumerRecord<String, byte[]> record) {
        return WireHeaders.require(record.headers(), "ce_id");
    }

    private void runUntilKilled(int facts, Map<Long, String> safe) throws IOException {
        Path told = Files.createTempFile(scratch, "told", ".txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Emitter.class.getName(),
                        kafka.broker.bootstrap(),
                        kafka.topics.prefix(),
                        kafka.topics.nodeId(),
                        scratch.resolve("outbox").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(told.toFile())
                .start();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> Files.readAllLines(told).size() >= facts);
        process.destroyForcibly().onExit().join();
        Files.readAllLines(told).stream()
                .filter(line -> line.matches("\\d+ [0-9a-f-]{36}"))
                .forEach(line -> remember(line, safe));
    }

    private static void remember(String line, Map<Long, String> safe) {
        String[] parts = line.split(" ", 2);
        safe.put(Long.parseLong(parts[0]), parts[1]);
    }
}
