package io.tidemark.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What owners do to a machine between its creation and its end, seen by the count that its guest keeps. */
abstract class MachineLife {
    private static final Duration BOOT = Duration.ofMinutes(2);
    private static final Duration STANDS = Duration.ofSeconds(3);

    private final Stage stage;
    private final Api alice;

    MachineLife(Stage stage) {
        this.stage = stage;
        this.alice = stage.alice;
    }

    @BeforeEach
    void nodes() {
        stage.awaitNodes();
    }

    @Test
    void a_paused_guest_counts_on_from_where_it_was_and_a_restarted_one_from_the_beginning() {
        String vm = stage.create("powered", Map.of());
        awaitTickOver(vm, 3);

        done(vm, "pause", Map.of());
        assertThat(state(vm)).isEqualTo("paused");
        long stood = tick(vm);
        await().during(STANDS).atMost(STANDS.multipliedBy(3)).until(() -> tick(vm) == stood);
        Response button = alice.write().body(Map.of("mode", "graceful")).post(path(vm) + "/stop");
        assertThat(button.<String>path("code")).isEqualTo("VM_PAUSED");

        done(vm, "resume", Map.of());
        assertThat(state(vm)).isEqualTo("running");
        awaitTickOver(vm, stood + 2);
        assertThat(ticksAfter(vm, stood)).as("no count is missing").startsWith(stood + 1, stood + 2);

        long beforeReset = tick(vm);
        done(vm, "reset", Map.of());
        await().atMost(BOOT).until(() -> tick(vm) < beforeReset);
        awaitTickOver(vm, 2);

        done(vm, "reboot", Map.of());
        await().atMost(BOOT).until(() -> tick(vm) <= 2);
        assertThat(state(vm)).isEqualTo("running");
        stage.remove(vm);
    }

    @Test
    void a_deleted_machine_is_hidden_does_not_start_and_boots_again_when_it_was_undeleted() {
        String vm = stage.create("regretted", Map.of("start", false));

        Response deleted = alice.write().header("Prefer", "wait=60").delete(path(vm));
        assertThat(deleted.<String>path("state")).as(deleted.asString()).isEqualTo("succeeded");
        assertThat(state(vm)).isEqualTo("deleted");
        assertThat(listed("")).doesNotContain(vm);
        assertThat(listed("?state=deleted")).contains(vm);
        assertThat(alice.write().body(Map.of()).post(path(vm) + "/start").<String>path("code"))
                .isEqualTo("VM_DELETED");

        done(vm, "undelete", Map.of());
        done(vm, "start", Map.of());
        awaitTickOver(vm, 1);
        stage.remove(vm);
        await().atMost(Duration.ofSeconds(30)).until(() -> alice.get(path(vm)).statusCode() == 404);
    }

    private void done(String vm, String action, Map<String, Object> body) {
        String operation = alice.begin(path(vm) + "/" + action, body);
        assertThat(alice.end(operation, BOOT)).as(action).isEqualTo("succeeded");
    }

    private String state(String vm) {
        return alice.get(path(vm)).path("state");
    }

    private List<String> listed(String filter) {
        return alice.get("/api/compute/v1/vms" + filter).path("items.id");
    }

    private static String path(String vm) {
        return "/api/compute/v1/vms/" + vm;
    }

    private void awaitTickOver(String vm, long count) {
        await().atMost(BOOT).until(() -> tick(vm) > count);
    }

    private long tick(String vm) {
        return Api.lastTick(alice.console(alice.token(), vm)).orElse(0L);
    }

    private List<Long> ticksAfter(String vm, long count) {
        return Api.ticks(alice.console(alice.token(), vm)).stream()
                .dropWhile(tick -> tick <= count)
                .toList();
    }
}
