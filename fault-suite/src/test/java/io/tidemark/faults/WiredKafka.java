package io.tidemark.faults;

import io.tidemark.launcher.part.KafkaPart;
import io.tidemark.launcher.part.Part;
import io.tidemark.launcher.part.StartCache;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The platform's Kafka with more doors. A client goes on to the address that the broker advertises at the door by which
 * it came, so every door is advertised as the wire before it.
 *
 * @param doors the broker's own port of each door, and the wire before it
 */
record WiredKafka(KafkaPart kafka, Map<Integer, Wire> doors) implements Part {
    private static final String DIRECT = "PLAINTEXT://127.0.0.1:";

    @Override
    public List<String> command() {
        List<String> command = new ArrayList<>(kafka.command());
        int controller = kafka.ports().getLast();
        command.addAll(List.of(
                "--override",
                "listeners=" + DIRECT + port() + ",CONTROLLER://127.0.0.1:" + controller
                        + doors(door -> "DOOR%1$d://127.0.0.1:%1$d".formatted(door)),
                "--override",
                "advertised.listeners=" + DIRECT + port()
                        + doors(door -> "DOOR%d://127.0.0.1:%d"
                                .formatted(door, wire(door).port())),
                "--override",
                "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"
                        + doors("DOOR%d:PLAINTEXT"::formatted)));
        return command;
    }

    private interface Naming {
        String of(int door);
    }

    private String doors(Naming naming) {
        return doors.keySet().stream().map(door -> "," + naming.of(door)).collect(Collectors.joining());
    }

    private Wire wire(int door) {
        return Optional.ofNullable(doors.get(door)).orElseThrow();
    }

    @Override
    public String name() {
        return kafka.name();
    }

    @Override
    public Set<String> needs() {
        return kafka.needs();
    }

    @Override
    public int port() {
        return kafka.port();
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        kafka.prepare();
    }

    @Override
    public String signature() {
        return kafka.signature();
    }

    @Override
    public Map<String, String> environment() {
        return kafka.environment();
    }

    @Override
    public Path workingDirectory() {
        return kafka.workingDirectory();
    }

    @Override
    public Path log() {
        return kafka.log();
    }

    @Override
    public boolean isReady() {
        return kafka.isReady();
    }

    @Override
    public Duration stopGrace() {
        return kafka.stopGrace();
    }

    @Override
    public Optional<StartCache> startCache() {
        return kafka.startCache();
    }
}
