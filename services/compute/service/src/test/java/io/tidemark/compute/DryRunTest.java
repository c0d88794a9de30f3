package io.tidemark.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.tidemark.eventstore.Json;
import io.tidemark.testkit.real.DryRunWalk;
import io.tidemark.testkit.real.RealParts;
import io.tidemark.testkit.real.Realm;
import io.tidemark.testkit.real.Tokens;
import jakarta.inject.Inject;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Every write of the service tells what it would do, and does none of it. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(ComputeParts.class)
class DryRunTest {
    @Inject
    @ConfigProperty(name = "tidemark.home")
    File home;

    @Test
    void every_write_tells_what_it_would_do_and_does_none_of_it() {
        try (Surroundings world = Surroundings.ready()) {
            world.awaitEnrolled();
            String image = Api.image();
            String unused = Api.image();
            String stopped = created(image, Map.of("start", false));
            world.allocatePort(stopped);
            Surroundings.awaitState(stopped, "stopped");
            String deleted = created(image, Map.of("start", false));
            world.allocatePort(deleted);
            Surroundings.awaitState(deleted, "stopped");
            Api.delete("alice", "/vms/" + deleted);
            Surroundings.awaitState(deleted, "deleted");
            String running = created(image, Map.of());
            world.tell(world.startDirective(running), "running", Map.of());
            Surroundings.awaitState(running, "running");
            int files = imageFiles();

            DryRunWalk.of(RestAssured.port, "compute", Tokens.of("oscar"))
                    .write("POST /vms", Json.tree(Api.machine(image, Map.of())))
                    .write("POST /vms/{id}/start", "/vms/" + stopped + "/start", Map.of())
                    .write("POST /vms/{id}/stop", "/vms/" + running + "/stop", Map.of("mode", "forced"))
                    .write("POST /vms/{id}/pause", "/vms/" + running + "/pause", Map.of())
                    .write("POST /vms/{id}/resume", "/vms/" + running + "/resume", Map.of())
                    .write("POST /vms/{id}/reset", "/vms/" + running + "/reset", Map.of())
                    .write("POST /vms/{id}/reboot", "/vms/" + running + "/reboot", Map.of("mode", "graceful"))
                    .write("PUT /vms/{id}/name", "/vms/" + running + "/name", Map.of("name", "another"))
                    .write("DELETE /vms/{id}", "/vms/" + stopped, Map.of())
                    .write("POST /vms/{id}/undelete", "/vms/" + deleted + "/undelete", Map.of())
                    .cannotBeTried(
                            "POST /vms/{id}/console/input",
                            "/vms/" + running + "/console/input",
                            "text/plain",
                            "ls\n".getBytes(StandardCharsets.UTF_8))
                    .write(
                            "POST /images",
                            "/images?name=tried&tenantId=" + Realm.ACME,
                            "application/octet-stream",
                            new byte[1 << 20])
                    .write("DELETE /images/{id}", "/images/" + unused, Map.of())
                    .write("POST /operations/{id}/cancel", () -> "/operations/" + underWay(image) + "/cancel")
                    .write("POST /processes/{id}/retry", () -> "/processes/" + underWay(image) + "/retry")
                    .write("POST /processes/{id}/cancel", () -> "/processes/" + underWay(image) + "/cancel")
                    .write("POST /vms/{id}/reconcile", () -> differing(world, "/vms/" + running + "/reconcile"))
                    .write("POST /views/{name}/rebuild", "/views/vm/rebuild", Map.of())
                    .walk();

            assertThat(imageFiles()).isEqualTo(files);
        }
    }

    /** A creation that nothing was decided about yet: the operation that it is. */
    private static String underWay(String image) {
        String operation = Api.post("alice", "/vms", Api.machine(image, Map.of()))
                .jsonPath()
                .getString("id");
        Api.eventually()
                .until(() -> Api.get("alice", "/operations/" + operation).statusCode() == 200
                        && Api.get("oscar", "/processes/" + operation).statusCode() == 200);
        return operation;
    }

    /** Once the node has shown that it does not run what is recorded as running. */
    private static String differing(Surroundings world, String path) {
        Api.eventually().until(() -> {
            world.measure(Map.of());
            String tried = Api.post("oscar", path + "?dryRun=true", "").asString();
            return !Json.tree(tried).path("appends").findValues("type").isEmpty();
        });
        return path;
    }

    private int imageFiles() {
        return Objects.requireNonNull(new File(home, "images").list()).length;
    }

    private static String created(String image, Map<String, ?> different) {
        Response answer = Api.post(
                "alice",
                "/vms",
                Api.machine(image, different),
                UUID.randomUUID().toString());
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        return answer.jsonPath().getString("target.id");
    }
}
