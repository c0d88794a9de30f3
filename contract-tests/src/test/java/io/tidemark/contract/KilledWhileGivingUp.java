package io.tidemark.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A start fails on its node, and compute dies while it takes back what the start took. */
abstract class KilledWhileGivingUp {
    private final Stage stage;
    private final RunningPlatform platform;

    KilledWhileGivingUp(Stage stage) {
        this.stage = stage;
        this.platform = stage.platform;
    }

    @Test
    void what_was_taken_is_given_back_once_and_the_machine_starts_when_its_image_is_there_again()
            throws IOException, InterruptedException {
        Api admin = stage.admin();
        String vm = stage.create("given-up", Map.of("start", false));
        Path image = image();
        Path aside = image.resolveSibling("aside");

        Files.move(image, aside);
        String start;
        try {
            start = failWithComputeKilledBetween(admin, vm);
        } finally {
            Files.move(aside, image);
        }

        assertThat(stage.alice.end(start, Duration.ofMinutes(1))).isEqualTo("failed");
        String process = "/api/compute/v1/processes/" + start;
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(admin.get(process).<String>path("state")).isEqualTo("ended"));
        assertThat(admin.get(process).<List<String>>path("compensations.what"))
                .containsExactlyInAnyOrder("port", "memory");
        assertThat(admin.get(process).<List<String>>path("compensations.outcome"))
                .containsOnly("confirmed");
        assertThat(told(vm, "compensation-asked")).hasSize(2);
        assertThat(told(vm, "compensation-ended")).hasSize(2);
        assertThat(told(vm, "start-failed")).hasSize(1);

        String again = stage.alice.begin("/api/compute/v1/vms/" + vm + "/start", Map.of());
        assertThat(stage.alice.end(again, Duration.ofMinutes(1))).isEqualTo("succeeded");
        stage.remove(vm);
    }

    /** The node finds no image; network is held, so that compute waits for it when it dies. Gives the start's operation. */
    private String failWithComputeKilledBetween(Api admin, String vm) throws IOException, InterruptedException {
        long node = platform.pid("node");
        long network = platform.pid("network");
        RunningPlatform.signal("STOP", node);
        try {
            String start = stage.alice.begin("/api/compute/v1/vms/" + vm + "/start", Map.of());
            awaitWaitingFor(admin, "start", start);
            RunningPlatform.signal("STOP", network);
            RunningPlatform.signal("CONT", node);
            awaitWaitingFor(admin, "unbinding", start);
            RunningPlatform.kill(platform.pid("compute"));
            return start;
        } finally {
            RunningPlatform.signal("CONT", node);
            RunningPlatform.signal("CONT", network);
            platform.awaitReady();
        }
    }

    private static void awaitWaitingFor(Api admin, String step, String operation) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> step.equals(
                        admin.get("/api/compute/v1/processes/" + operation).<String>path("waitsFor.step")));
    }

    /** Where its file is, no API tells. */
    private Path image() throws IOException {
        String id = stage.tinyImage();
        try (Stream<Path> files = Files.list(platform.home().root().resolve("images"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(id))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private List<CloudEvent> told(String vm, String event) {
        String type = "tidemark.compute.vm." + event + ".v1";
        return EventTopics.readAll(platform.kafka(), "tidemark\\.compute\\.events\\.v1").stream()
                .map(record -> record.value())
                .filter(one -> one.getType().equals(type)
                        && String.valueOf(one.getSubject()).endsWith(vm))
                .toList();
    }
}
