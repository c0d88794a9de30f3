package io.tidemark.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.tidemark.cli.demo.Demo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The demo, and what its users may do and may not. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class FirstUse {
    private final Stage stage;
    private final RunningPlatform platform;
    private final Api alice;

    FirstUse(Stage stage) {
        this.stage = stage;
        this.platform = stage.platform;
        this.alice = stage.alice;
    }

    @Test
    @Order(1)
    void the_demo_runs_to_its_end() throws IOException, InterruptedException {
        StringWriter said = new StringWriter();
        try {
            new Demo(platform.server(), platform.home().root(), new PrintWriter(said, true)).run();
        } finally {
            System.out.println(said);
        }
        assertThat(said.toString()).contains("running", "tick ", "MemAvailable", "Mbit/s", "ACCESS_DENIED", "verified");
        assertThat(stage.vm()).isNotEmpty();
    }

    @Test
    @Order(2)
    void a_write_repeated_under_its_key_happens_once_and_another_under_it_is_refused() {
        String image = stage.tinyImage();
        Map<String, Object> request = new HashMap<>(alice.tinyVm("once", image));
        request.put("start", false);
        String key = UUID.randomUUID().toString();

        Response first = alice.call()
                .header("Idempotency-Key", key)
                .header("Prefer", "wait=60")
                .body(request)
                .post("/api/compute/v1/vms");
        Response again =
                alice.call().header("Idempotency-Key", key).body(request).post("/api/compute/v1/vms");
        request.put("name", "other");
        Response other =
                alice.call().header("Idempotency-Key", key).body(request).post("/api/compute/v1/vms");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.<String>path("id")).isEqualTo(first.path("id"));
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.<String>path("code")).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(alice.get("/api/compute/v1/vms?name=once").<List<?>>path("items"))
                .hasSize(1);
        String made = first.path("target.id");
        assertThat(alice.write()
                        .header("Prefer", "wait=60")
                        .delete("/api/compute/v1/vms/" + made + "?purge=true")
                        .<String>path("state"))
                .isEqualTo("succeeded");
    }

    @Test
    @Order(3)
    void bad_input_gets_a_problem_document_and_changes_nothing() {
        long before = alice.get("/api/compute/v1/vms").<List<?>>path("items").size();
        for (String body : List.of("{", "[]", "{\"tenantId\":\"nobody\"}", "{\"nonsense\":1}")) {
            Response answer = alice.write().body(body).post("/api/compute/v1/vms");
            assertThat(answer.statusCode())
                    .as(body + " -> " + answer.asString())
                    .isBetween(400, 499);
            assertThat(answer.contentType()).contains("application/problem+json");
        }
        Map<String, Object> absurd =
                new HashMap<>(alice.tinyVm("absurd", UUID.randomUUID().toString()));
        absurd.put("memoryBytes", -1);
        assertThat(alice.write().body(absurd).post("/api/compute/v1/vms").statusCode())
                .isBetween(400, 499);
        assertThat(alice.get("/api/compute/v1/vms").<List<?>>path("items")).hasSize((int) before);
    }

    @Test
    @Order(4)
    void nobody_gets_in_without_a_token_or_does_what_no_grant_allows() {
        assertThat(alice.as("forged.token.here").get("/api/compute/v1/vms").statusCode())
                .isEqualTo(401);
        for (String action : List.of("/start", "/stop")) {
            Response denied = stage.bob.write().body("{}").post("/api/compute/v1/vms/" + stage.vm() + action);
            assertThat(denied.statusCode()).isEqualTo(403);
            assertThat(denied.<String>path("code")).isEqualTo("ACCESS_DENIED");
        }
        assertThat(stage.bob.write().delete("/api/compute/v1/vms/" + stage.vm()).statusCode())
                .isEqualTo(403);
        assertThat(stage.bob
                        .get("/api/compute/v1/vms/" + stage.vm() + "/console")
                        .statusCode())
                .isEqualTo(403);
        assertThat(stage.bob.get("/api/audit/v1/records").statusCode()).isEqualTo(403);
        assertThat(alice.get("/api/compute/v1/vms/" + stage.vm()).<String>path("state"))
                .isEqualTo("running");
    }
}
