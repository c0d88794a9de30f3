package io.tidemark.benchmarks.start;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.compute.node.NodeHome;
import io.tidemark.compute.node.VmId;
import io.tidemark.compute.node.hypervisor.Hypervisor;
import io.tidemark.compute.node.storage.Volumes;
import io.tidemark.compute.node.vm.VmModule;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/**
 * Compute's node module as the agent runs it, with its journal on disk and its volumes. Measured is the way from a
 * directive's text to the fact that tells of the running domain, which is journalled before it is told.
 */
final class DirectedLane implements Lane, AutoCloseable {
    /** The whole way. */
    static final String TO_FACT = "directive to fact";
    /** libvirt's share of it. */
    static final String CALL = "virDomainCreateXML within";
    /** What is left: ours. */
    static final String OWN = "own share";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final UUID PORT = new UUID(0, 1);
    private static final int NANOS_PER_MICRO = 1_000;

    private record Told(String type, long epoch, ObjectNode body, long nanos) {}

    private final BlockingQueue<Told> facts = new LinkedBlockingQueue<>();
    private final ReadyGuest guest;
    private final VmModule module;
    private long epoch;

    DirectedLane(NodeHome home, Hypervisor hypervisor, ReadyGuest guest) {
        this.guest = guest;
        this.module = VmModule.start(
                home,
                "benchmark",
                hypervisor,
                new Volumes(home),
                (port, generation) -> Optional.of(guest.tap()),
                (VmId vm, long asked) -> true,
                (type, key, body, causedBy) ->
                        facts.add(new Told(type, body.path("epoch").asLong(), body, System.nanoTime())));
    }

    @Override
    public Map<String, Duration> start() {
        String text = directive(++epoch, "running");
        long begun = System.nanoTime();
        accept(text);
        Told told = await("tidemark.node.vm.running.v1");
        Duration whole = Duration.ofNanos(told.nanos - begun);
        Duration call = callOf(told.body);
        return Map.of(TO_FACT, whole, CALL, call, OWN, whole.minus(call));
    }

    @Override
    public void stop() {
        accept(directive(epoch, "stopped"));
        await("tidemark.node.vm.stopped.v1");
    }

    private void accept(String text) {
        try {
            module.accept("compute/vm/" + guest.vm(), JSON.readTree(text), Map.of());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the directive is no JSON: " + text, e);
        }
    }

    private Told await(String type) {
        try {
            Told told = facts.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (told == null || !told.type.equals(type) || told.epoch != epoch) {
                throw new IllegalStateException("awaited was " + type + " of epoch " + epoch + ", told was " + told);
            }
            return told;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Duration callOf(JsonNode fact) {
        long micros = StreamSupport.stream(fact.path("actions").spliterator(), false)
                .filter(action -> action.path("call").asText().equals("virDomainCreateXML"))
                .mapToLong(action -> action.path("micros").asLong())
                .sum();
        return Duration.ofNanos(micros * NANOS_PER_MICRO);
    }

    private String directive(long ofEpoch, String desired) {
        return """
                {"vmId": "%s", "epoch": %d, "desired": "%s", "stopMode": "forced", "name": "%s", "tenantId": "%s",
                 "vcpus": 1, "memoryBytes": %d,
                 "disks": [{"volumeId": "%s", "sizeBytes": 0, "imageId": "%s", "imageFile": "%s"}],
                 "nics": [{"portId": "%s", "mac": "%s", "generation": 1}]}""".formatted(
                        guest.vm(),
                        ofEpoch,
                        desired,
                        guest.name(),
                        ReadyGuest.TENANT,
                        guest.memory().bytes(),
                        guest.volumeId(),
                        guest.volumeId(),
                        BenchmarkHome.IMAGE,
                        PORT,
                        guest.mac());
    }

    @Override
    public void close() {
        module.close();
    }
}
