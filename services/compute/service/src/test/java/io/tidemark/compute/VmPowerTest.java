package io.tidemark.compute;

import static io.tidemark.compute.Api.assertProblem;
import static io.tidemark.compute.Api.get;
import static io.tidemark.compute.Api.post;
import static io.tidemark.compute.Surroundings.awaitState;
import static io.tidemark.compute.Surroundings.ended;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tidemark.testkit.real.RealParts;
import io.tidemark.testkit.real.TopicLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Pause, resume, reset and reboot from request to directive, and from fact to what is shown. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(ComputeParts.class)
class VmPowerTest {
    @Test
    void a_guest_is_paused_and_resumed_and_each_operation_ends_with_its_nodes_fact() {
        try (Surroundings world = Surroundings.ready()) {
            String vm = running(world);
            String pause = asked("/vms/" + vm + "/pause", "");
            TopicLog.Entry paused = directive(world, vm, 1);
            assertThat(paused.body().at("/power/paused").asBoolean()).isTrue();
            assertThat(paused.header("ce_operationid")).isEqualTo(pause);
            assertThat(asked("/vms/" + vm + "/pause", ""))
                    .as("who asks for it as well joins")
                    .isEqualTo(pause);
            assertProblem(post("alice", "/vms/" + vm + "/reset", ""), 409, "VM_BUSY");
            world.tell(paused, "power", fact(1, "paused", "requested", 0));
            assertThat(ended(pause).getString("state")).isEqualTo("succeeded");
            awaitState(vm, "paused");
            assertThat(get("alice", "/vms/" + vm).jsonPath().getString("pauseCause"))
                    .isEqualTo("requested");
            assertProblem(post("alice", "/vms/" + vm + "/stop", ""), 409, "VM_PAUSED");
            String again = asked("/vms/" + vm + "/pause", "");
            assertThat(ended(again).getString("state")).as("it is so already").isEqualTo("succeeded");

            String resume = asked("/vms/" + vm + "/resume", "");
            TopicLog.Entry resumed = directive(world, vm, 2);
            assertThat(resumed.body().at("/power/paused").asBoolean()).isFalse();
            world.tell(resumed, "power", fact(2, "running", "", 0));
            assertThat(ended(resume).getString("state")).isEqualTo("succeeded");
            awaitState(vm, "running");
            assertThat(get("alice", "/vms/" + vm).jsonPath().<Object>get("pauseCause"))
                    .isNull();
        }
    }

    @Test
    void a_reboot_that_nobody_answers_is_overtaken_by_a_reset_under_the_same_operation() {
        try (Surroundings world = Surroundings.ready()) {
            String vm = running(world);
            String reboot = asked("/vms/" + vm + "/reboot", "");
            TopicLog.Entry gently = directive(world, vm, 1);
            assertThat(gently.body().at("/power/restart").asLong()).isEqualTo(1);
            assertThat(gently.body().at("/power/restartMode").asText()).isEqualTo("graceful");
            assertThat(asked("/vms/" + vm + "/reset", "")).isEqualTo(reboot);
            TopicLog.Entry atOnce = directive(world, vm, 2);
            assertThat(atOnce.body().at("/power/restart").asLong()).isEqualTo(2);
            assertThat(atOnce.body().at("/power/restartMode").asText()).isEqualTo("forced");
            world.tell(atOnce, "power", fact(2, "running", "", 2));
            assertThat(ended(reboot).getString("state")).isEqualTo("succeeded");

            String silent = asked("/vms/" + vm + "/reboot", "{\"mode\":\"graceful\"}");
            Map<String, Object> failure = new HashMap<>(fact(3, "running", "", 3));
            failure.put("failure", Map.of("code", "GUEST_SILENT", "detail", "it did not answer"));
            world.tell(directive(world, vm, 3), "power", failure);
            JsonPath failed = ended(silent);
            assertThat(failed.getString("state")).isEqualTo("failed");
            assertThat(failed.getString("problem.code")).isEqualTo("GUEST_SILENT");
        }
    }

    @Test
    void what_stops_a_guest_behind_our_back_is_shown_with_its_cause() {
        try (Surroundings world = Surroundings.ready()) {
            String vm = running(world);
            TopicLog.Entry started = world.directive(vm, "running", 1);
            world.tellUnasked(started, "power", fact(0, "paused", "io-error", 0));
            awaitState(vm, "paused");
            assertThat(get("alice", "/vms/" + vm).jsonPath().getString("pauseCause"))
                    .isEqualTo("io_error");
            world.tellUnasked(started, "power", fact(0, "running", "", 0));
            awaitState(vm, "running");
        }
    }

    @Test
    void who_may_not_and_what_does_not_run_are_refused() {
        try (Surroundings world = Surroundings.ready()) {
            String vm = running(world);
            for (String verb : List.of("pause", "resume", "reset", "reboot")) {
                assertThat(post("bob", "/vms/" + vm + "/" + verb, "").statusCode())
                        .isEqualTo(403);
                assertProblem(post("alice", "/vms/" + UUID.randomUUID() + "/" + verb, ""), 404, "VM_NOT_FOUND");
            }
            world.tellUnasked(world.directive(vm, "running", 1), "stopped", Map.of("cause", "crashed"));
            awaitState(vm, "stopped");
            assertProblem(post("alice", "/vms/" + vm + "/pause", ""), 409, "VM_NOT_RUNNING");
        }
    }

    private static String running(Surroundings world) {
        world.awaitEnrolled();
        Response created = post("alice", "/vms", Api.machine(Api.image(), Map.of()));
        assertThat(created.statusCode()).as(created.asString()).isEqualTo(202);
        String vm = created.jsonPath().getString("target.id");
        world.tell(world.startDirective(vm), "running", Map.of());
        awaitState(vm, "running");
        return vm;
    }

    private static String asked(String path, String body) {
        Response answer = post("alice", path, body);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        return answer.jsonPath().getString("id");
    }

    private static TopicLog.Entry directive(Surroundings world, String vm, long generation) {
        return world.directives.await(
                "generation " + generation + " for " + vm,
                entry -> entry.key().equals("compute/vm/" + vm) && entry.number("generation") == generation);
    }

    private static Map<String, Object> fact(long generation, String power, String cause, long restarts) {
        Map<String, Object> body =
                new HashMap<>(Map.of("generation", generation, "power", power, "restarts", restarts));
        if (!cause.isEmpty()) {
            body.put("cause", cause);
        }
        return body;
    }
}
