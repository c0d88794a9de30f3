package io.tidemark.launcher.part;

import io.tidemark.launcher.home.Binaries;
import io.tidemark.launcher.home.Home;
import io.tidemark.launcher.home.Ports;
import io.tidemark.launcher.home.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One Kafka broker in KRaft mode, its own controller. Topics are made by those who own them, never by mistake. */
public record KafkaPart(Home home, Ports plan, Binaries binaries) implements Part {
    public static final String NAME = "kafka";
    private static final int HEAP_MEBIBYTES = 256;

    public String bootstrap() {
        return "127.0.0.1:" + port();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public int port() {
        return plan.at(Ports.KAFKA);
    }

    @Override
    public List<Integer> ports() {
        return List.of(port(), plan.at(Ports.KAFKA_CONTROLLER));
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        cache().dropUnfinished();
        Files.writeString(configuration(), properties(data()));
        if (!Files.exists(data())) {
            format();
        }
    }

    /** Formats a directory beside the real one, so half a format is never taken for a whole one. */
    private void format() throws IOException, InterruptedException {
        Path fresh = data().resolveSibling("kafka.new");
        Trees.delete(fresh);
        Path configuration = Files.writeString(home.run().resolve("kafka-format.properties"), properties(fresh));
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                "kafka.tools.StorageTool",
                "format",
                "--standalone",
                "-t",
                clusterId(),
                "-c",
                configuration.toString());
        Preparation.run("formatting Kafka's storage", command, "", home.root(), log());
        Files.delete(configuration);
        Files.move(fresh, data());
    }

    /** Kafka writes ids as URL-safe base64 of the 16 bytes of a UUID; its tools take a leading dash for an option. */
    private static String clusterId() {
        return Stream.generate(UUID::randomUUID)
                .map(id -> ByteBuffer.allocate(16)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array())
                .map(bytes -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
                .filter(id -> !id.startsWith("-"))
                .findFirst()
                .orElseThrow();
    }

    private String properties(Path logDirectory) {
        int controller = plan.at(Ports.KAFKA_CONTROLLER);
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.bootstrap.servers=127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://127.0.0.1:%2$d,CONTROLLER://127.0.0.1:%1$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%2$d,CONTROLLER://127.0.0.1:%1$d
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                auto.create.topics.enable=false
                num.partitions=3
                num.network.threads=2
                num.io.threads=4
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=5
                # A year: a platform that was down for a month goes on where it stopped.
                offsets.retention.minutes=525600
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=5
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                group.min.session.timeout.ms=1000
                # Compacted topics are small here; the default buffer alone would take 128 MiB of heap.
                log.cleaner.dedupe.buffer.size=8388608
                """.formatted(controller, port(), logDirectory);
    }

    @Override
    public List<String> command() {
        List<String> command = new ArrayList<>(java().start());
        command.addAll(List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                "-cp",
                classPath(),
                "kafka.Kafka",
                configuration().toString()));
        return command;
    }

    /** The jars one by one, in a fixed order: a start-up cache does not take wildcards that change. */
    private String classPath() {
        try (Stream<Path> jars = Files.list(binaries.kafkaLib())) {
            return jars.map(Path::toString).sorted().collect(Collectors.joining(":"));
        } catch (IOException e) {
            throw new UncheckedIOException("Kafka's jars are not in " + binaries.kafkaLib(), e);
        }
    }

    @Override
    public String signature() {
        return java().signature();
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public Path workingDirectory() {
        return home.root();
    }

    @Override
    public Path log() {
        return home.log(NAME);
    }

    @Override
    public boolean isReady() {
        return Probes.kafka(port());
    }

    @Override
    public Duration stopGrace() {
        return Duration.ofSeconds(cache().records() ? 90 : 40);
    }

    @Override
    public Optional<StartCache> startCache() {
        return Optional.of(cache());
    }

    private JavaCommand java() {
        return new JavaCommand(home, NAME, cache(), HEAP_MEBIBYTES);
    }

    private StartCache cache() {
        return new StartCache(home, NAME, binaries.id());
    }

    private Path configuration() {
        return home.config().resolve("kafka.properties");
    }

    private Path data() {
        return home.data(NAME);
    }
}
