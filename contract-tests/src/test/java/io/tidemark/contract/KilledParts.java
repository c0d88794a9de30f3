package io.tidemark.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that die, fall silent, stop and start, while a guest counts. */
abstract class KilledParts {
    private final Stage stage;
    private final RunningPlatform platform;
    private final Api alice;

    KilledParts(Stage stage) {
        this.stage = stage;
        this.platform = stage.platform;
        this.alice = stage.alice;
    }

    /** The guest counts on and an operation that was begun before the kill ends, whoever is killed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "identity",
                "compute",
                "network",
                "memory-broker",
                "audit",
                "console",
                "node",
                "kafka",
                "postgres"
            })
    void a_killed_part_stops_no_guest_and_loses_no_operation(String part) throws IOException, InterruptedException {
        String token = alice.token();
        long before = stage.tick(token);
        String image = stage.tinyImage();
        Map<String, Object> request = new HashMap<>(alice.tinyVm("during-" + part, image));
        request.put("start", false);
        String operation = alice.begin("/api/compute/v1/vms", request);

        RunningPlatform.kill(platform.pid(part));
        platform.awaitReady();

        assertThat(alice.end(operation, Duration.ofMinutes(2))).isEqualTo("succeeded");
        stage.assertThatGuestCountsOn(before);
        assertThat(alice.get("/api/compute/v1/vms/" + stage.vm()).<String>path("state"))
                .isEqualTo("running");
    }

    @ParameterizedTest
    @ValueSource(strings = {"libvirtd", "virtlogd", "virtlockd"})
    void a_killed_daemon_of_the_node_stops_no_guest_and_comes_back(String daemon)
            throws IOException, InterruptedException {
        long before = stage.tick(alice.token());
        long pid = platform.helper(daemon);

        RunningPlatform.kill(pid);

        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> platform.helper(daemon) != pid);
        stage.assertThatGuestCountsOn(before);
        assertThat(alice.get("/api/compute/v1/vms/" + stage.vm()).<String>path("state"))
                .isEqualTo("running");
    }

    /** A node is told by what it shows: one that is stopped in the middle of everything shows nothing. */
    @Test
    void a_silent_node_is_shown_unreachable_until_it_speaks_again() throws IOException, InterruptedException {
        long before = stage.tick(alice.token());
        Api admin = stage.admin();
        String node = admin.get("/api/compute/v1/nodes").path("items[0].id");
        long agent = platform.pid("node");

        RunningPlatform.signal("STOP", agent);
        awaitNode(admin, node, "unreachable");
        RunningPlatform.signal("CONT", agent);
        awaitNode(admin, node, "reachable");

        stage.assertThatGuestCountsOn(before);
    }

    private static void awaitNode(Api admin, String node, String state) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofSeconds(1))
                .until(() ->
                        state.equals(admin.get("/api/compute/v1/nodes/" + node).<String>path("state")));
    }

    @Test
    void who_is_signed_in_goes_on_while_keycloak_is_away_even_through_a_restart_of_the_service()
            throws IOException, InterruptedException {
        String token = alice.token();
        RunningPlatform.kill(platform.pid("keycloak"));
        RunningPlatform.kill(platform.pid("compute"));

        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() ->
                        alice.as(token).get("/api/compute/v1/vms/" + stage.vm()).statusCode() == 200);
        platform.awaitReady();
    }
}
