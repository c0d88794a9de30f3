package io.tidemark.compute;

import static io.tidemark.compute.Api.assertProblem;
import static io.tidemark.compute.Api.eventually;
import static io.tidemark.compute.Api.get;
import static io.tidemark.compute.Api.machine;
import static io.tidemark.compute.Api.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tidemark.testkit.real.RealParts;
import io.tidemark.testkit.real.Realm;
import io.tidemark.testkit.real.TopicLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Requests that come twice, at once, or make no sense. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(ComputeParts.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestsTest {
    private static final int AT_ONCE = 20;

    private String image = "";

    @BeforeAll
    void access() {
        Surroundings.seedAccess();
    }

    @BeforeEach
    void anImage() {
        image = Api.image();
    }

    @Test
    void a_request_repeated_under_its_key_gets_the_same_answer_and_another_body_is_refused() {
        String key = UUID.randomUUID().toString();
        String name = "twice-" + key.substring(0, 8);
        Response first = post("alice", "/vms", machine(image, Map.of("name", name)), key);
        Response again = post("alice", "/vms", machine(image, Map.of("name", name)), key);

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertProblem(
                post("alice", "/vms", machine(image, Map.of("name", name, "vcpus", 2)), key),
                422,
                "IDEMPOTENCY_KEY_REUSED");
        assertThat(machines(name, first.jsonPath().getString("target.id"))).hasSize(1);
    }

    @Test
    void a_deletion_repeated_under_its_key_is_answered_as_before_though_nothing_is_left_to_delete() {
        String key = UUID.randomUUID().toString();
        Response first = Api.delete("alice", "/images/" + image, key);
        eventually().until(() -> get("alice", "/images/" + image).statusCode() == 404);
        Response again = Api.delete("alice", "/images/" + image, key);

        assertThat(first.statusCode()).as(first.asString()).isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertProblem(Api.delete("alice", "/images/" + UUID.randomUUID(), key), 404, "IMAGE_NOT_FOUND");
        assertProblem(Api.delete("alice", "/images/" + image), 404, "IMAGE_NOT_FOUND");
    }

    @Test
    void a_request_sent_twenty_times_at_once_under_one_key_makes_one_machine() throws Exception {
        String key = UUID.randomUUID().toString();
        String name = "crowd-" + key.substring(0, 8);
        List<Future<Response>> answers = new ArrayList<>();
        try (ExecutorService crowd = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int i = 0; i < AT_ONCE; i++) {
                answers.add(crowd.submit(() -> post("alice", "/vms", machine(image, Map.of("name", name)), key)));
            }
        }
        List<String> bodies = new ArrayList<>();
        for (Future<Response> answer : answers) {
            assertThat(answer.get().statusCode()).as(answer.get().asString()).isEqualTo(202);
            bodies.add(answer.get().jsonPath().getString("target.id"));
        }
        assertThat(bodies).hasSize(AT_ONCE).containsOnly(bodies.getFirst());
        assertThat(machines(name, bodies.getFirst())).hasSize(1);
        try (TopicLog events = TopicLog.events("compute")) {
            events.await("tidemark.compute.vm.defined.v1", "vmId", bodies.getFirst());
            assertThat(events.all())
                    .filteredOn(entry -> entry.body().at("/spec/name").asText().equals(name))
                    .hasSize(1);
        }
    }

    @Test
    void the_same_key_of_another_person_is_another_key() {
        String key = UUID.randomUUID().toString();
        Response alices = post("alice", "/vms", machine(image, Map.of()), key);
        Response oscars = post("oscar", "/vms", machine(image, Map.of()), key);

        assertThat(oscars.statusCode()).as(oscars.asString()).isEqualTo(202);
        assertThat(oscars.jsonPath().getString("target.id"))
                .isNotEqualTo(alices.jsonPath().getString("target.id"));
    }

    @Test
    void a_write_without_a_key_is_refused() {
        Response refused = Api.as("alice")
                .contentType(ContentType.JSON)
                .body(machine(image, Map.of()))
                .post(Api.BASE + "/vms");
        assertProblem(refused, 400, "IDEMPOTENCY_KEY_MISSING");
        assertProblem(post("alice", "/vms", machine(image, Map.of()), "k".repeat(201)), 400, "IDEMPOTENCY_KEY_MISSING");
    }

    @Test
    void what_is_not_json_of_that_shape_is_a_problem_document() {
        for (String odd : List.of(
                "",
                "{",
                "nonsense",
                "[]",
                "7",
                "null",
                "{}",
                machine(image, Map.of("memoryMegabytes", 256)),
                machine(image, Map.of("memoryBytes", "much")),
                machine(image, Map.of("shape", Map.of("upstream", Map.of()))),
                machine(image, Map.of("shape", Map.of("inbound", Map.of("averageBitsPerSecond", -1)))))) {
            Response response = post("alice", "/vms", odd);
            assertThat(response.statusCode())
                    .as("%s: %s", odd, response.asString())
                    .isEqualTo(400);
            assertThat(response.contentType()).as(odd).startsWith("application/problem+json");
        }
    }

    @Test
    void a_machine_that_makes_no_sense_is_refused_with_a_stable_code() {
        assertProblem(post("alice", "/vms", machine(image, Map.of("memoryBytes", -1))), 400, "INVALID_REQUEST");
        assertProblem(post("alice", "/vms", machine(image, Map.of("diskBytes", -1))), 400, "INVALID_REQUEST");
        assertProblem(
                post("alice", "/vms", machine(image, Map.of("memoryReservationBytes", -1))), 400, "INVALID_REQUEST");
        assertProblem(post("alice", "/vms", machine(image, Map.of("tenantId", "acme"))), 400, "INVALID_REQUEST");
        assertProblem(post("alice", "/vms", machine(image, Map.of("vcpus", -1))), 400, "VM_INVALID");
        assertProblem(post("alice", "/vms", machine(image, Map.of("vcpus", 0))), 400, "VM_INVALID");
        assertProblem(post("alice", "/vms", machine(image, Map.of("memoryBytes", 1))), 400, "VM_INVALID");
        assertProblem(post("alice", "/vms", machine(image, Map.of("name", ""))), 400, "VM_INVALID");
        assertProblem(post("alice", "/vms", machine(UUID.randomUUID().toString(), Map.of())), 409, "IMAGE_MISSING");
        assertProblem(post("alice", "/vms/" + UUID.randomUUID() + "/start", ""), 404, "VM_NOT_FOUND");
        assertProblem(get("alice", "/vms/" + UUID.randomUUID()), 404, "NOT_FOUND");
        assertProblem(get("alice", "/vms?limit=0"), 400, "INVALID_REQUEST");
        assertProblem(get("alice", "/vms?asOf=yesterday"), 400, "INVALID_REQUEST");
    }

    @Test
    void nobody_is_served_without_a_token() {
        assertThat(io.restassured.RestAssured.given().get(Api.BASE + "/vms").statusCode())
                .isEqualTo(401);
        assertThat(io.restassured.RestAssured.given()
                        .header("Authorization", "Bearer nonsense")
                        .get(Api.BASE + "/vms")
                        .statusCode())
                .isEqualTo(401);
    }

    /** The machines of that name once the read model has the one that was made. */
    private static List<String> machines(String name, String vm) {
        eventually().until(() -> get("alice", "/vms/" + vm).statusCode() == 200);
        return get("alice", "/vms?name=" + name + "&tenantId=" + Realm.ACME)
                .jsonPath()
                .getList("items.id");
    }
}
