package io.tidemark.compute;

import static io.tidemark.compute.Api.delete;
import static io.tidemark.compute.Api.eventually;
import static io.tidemark.compute.Api.get;
import static io.tidemark.compute.Api.machine;
import static io.tidemark.compute.Api.post;
import static io.tidemark.compute.Surroundings.awaitState;
import static io.tidemark.compute.Surroundings.ended;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.tidemark.testkit.real.RealParts;
import io.tidemark.testkit.real.TopicLog;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The end of the grace period: real time passes. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(ComputeParts.class)
@TestProfile(VmGraceTest.ShortGrace.class)
class VmGraceTest {
    @Inject
    Scheduler scheduler;

    public static final class ShortGrace implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tidemark.compute.vm.deletion-grace", "PT8S");
        }
    }

    @Test
    void what_is_due_is_removed_when_somebody_looks_again_and_what_was_brought_back_is_not() {
        try (Surroundings world = Surroundings.ready()) {
            world.awaitEnrolled();
            String image = Api.image();
            String vm = created(machine(image, Map.of()));
            world.tell(world.startDirective(vm), "running", Map.of());
            awaitState(vm, "running");
            post("alice", "/vms/" + vm + "/stop", "{\"mode\":\"forced\"}");
            world.tell(world.directive(vm, "stopped", 1), "stopped", Map.of("cause", "requested"));
            awaitState(vm, "stopped");
            String saved = created(machine(image, Map.of("start", false)));
            world.allocatePort(saved);
            awaitState(saved, "stopped");

            scheduler.pause();
            Response deleted = delete("alice", "/vms/" + vm);
            delete("alice", "/vms/" + saved);
            awaitState(vm, "deleted");
            awaitState(saved, "deleted");
            assertThat(post("alice", "/vms/" + saved + "/undelete", "").statusCode())
                    .isEqualTo(202);
            Instant due = Instant.parse(get("alice", "/vms/" + vm).jsonPath().getString("purgeAt"));
            eventually().until(() -> Instant.now().isAfter(due));
            assertThat(get("alice", "/vms/" + vm).jsonPath().getString("state")).isEqualTo("deleted");
            scheduler.resume();

            TopicLog.Entry absent = world.directive(vm, "absent", 1);
            TopicLog.Entry directed = world.awaitEvent("delete-directed", vm);
            assertThat(directed.header("ce_actor")).isEqualTo("system:compute-trash");
            assertThat(directed.header("ce_correlationid")).isEqualTo(deleted.header("Tidemark-Correlation"));
            String removal = directed.header("ce_operationid");
            assertThat(removal).isNotEqualTo(deleted.jsonPath().getString("id"));
            eventually()
                    .until(() ->
                            get("oscar", "/processes/" + removal).asString().contains("\"deletion\""));
            world.tell(absent, "absent", Map.of());
            assertThat(ended(removal).getString("state")).isEqualTo("succeeded");
            eventually().until(() -> get("alice", "/vms/" + vm).statusCode() == 404);
            awaitState(saved, "stopped");
        }
    }

    private static String created(String machine) {
        Response answer = post("alice", "/vms", machine);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        return answer.jsonPath().getString("target.id");
    }
}
