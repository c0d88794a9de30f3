package io.tidemark.compute;

import static io.tidemark.compute.Api.assertProblem;
import static io.tidemark.compute.Api.machine;
import static io.tidemark.compute.Api.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tidemark.eventstore.Json;
import io.tidemark.testkit.real.RealParts;
import io.tidemark.testkit.real.TopicLog;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What-if beside what then really happens, on two nodes that this test plays. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(ComputeParts.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhatIfApiTest {
    private static final long SMALL = 4L << 30;

    private Surroundings large;
    private Surroundings small;
    private String image = "";

    @BeforeAll
    void twoNodes() {
        large = Surroundings.ready();
        small = new Surroundings();
        small.enrol(SMALL);
    }

    @BeforeEach
    void anImage() {
        large.awaitEnrolled();
        small.awaitEnrolled();
        image = Api.image();
    }

    @AfterAll
    void goodbye() {
        large.close();
        small.close();
    }

    /** Without a key: this is a read. */
    private static Response ask(String user, String query, Map<String, ?> changes) {
        return Api.as(user)
                .contentType(ContentType.JSON)
                .body(Json.write(changes))
                .post(Api.BASE + "/what-if" + query);
    }

    private static JsonPath told(String query, Map<String, ?> changes) {
        Response answer = ask("oscar", query, changes);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    private static Map<String, ?> arriving(long memoryBytes, int count) {
        return Map.of("vms", List.of(Map.of("memoryBytes", memoryBytes, "count", count)));
    }

    private String create(long memoryBytes) {
        Response answer = post("alice", "/vms", machine(image, Map.of("memoryBytes", memoryBytes)));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        return answer.jsonPath().getString("target.id");
    }

    /** The rest of its life until it runs where it was placed; the event that placed it. */
    private TopicLog.Entry placed(String vm) {
        large.allocatePort(vm);
        TopicLog.Entry placed = large.awaitEvent("placed", vm);
        Surroundings chosen = placed.text("nodeId").equals(large.node) ? large : small;
        chosen.grantMemory(vm, placed);
        large.bindPort(vm, placed, 7); // the same network that gave the port
        chosen.tell(chosen.directive(vm, "running", 1), "running", Map.of());
        Surroundings.awaitState(vm, "running");
        return placed;
    }

    private static Long committed(JsonPath forecast, Surroundings node) {
        return forecast.getLong("nodes.find { it.nodeId == '" + node.node + "' }.committedBytes");
    }

    @Test
    void what_it_says_of_machines_is_what_then_really_happens_to_them() {
        JsonPath forecast = told("", arriving(3L << 30, 3));

        for (int number = 0; number < 3; number++) {
            TopicLog.Entry placed = placed(create(3L << 30));
            String arrival = "arrivals[" + number + "]";
            assertThat(placed.text("nodeId")).isEqualTo(forecast.getString(arrival + ".nodeId"));
            assertThat(placed.body().get("reasons"))
                    .isEqualTo(Json.tree(Json.write(forecast.getList(arrival + ".reasons"))));
        }
        assertThat(told("?asOf=" + forecast.getLong("position"), arriving(3L << 30, 3))
                        .<Map<String, Object>>get())
                .as("history is as it was, whatever came of it")
                .isEqualTo(forecast.get());
        JsonPath now = told("", Map.of());
        assertThat(committed(now, large)).isEqualTo(committed(forecast, large));
        assertThat(committed(now, small)).isEqualTo(committed(forecast, small));
    }

    @Test
    void what_it_refuses_is_refused_in_the_same_words() {
        long tooMuch = 16L << 30;
        JsonPath refused = told("", arriving(tooMuch, 1));
        assertThat(refused.getString("arrivals[0].nodeId")).isNull();
        assertThat(refused.getString("arrivals[0].refusal.code")).isEqualTo("NO_NODE");

        String vm = create(tooMuch);
        large.allocatePort(vm);

        TopicLog.Entry failed = large.awaitEvent("start-failed", vm);
        assertThat(failed.text("code")).isEqualTo("NO_NODE");
        assertThat(failed.text("detail")).isEqualTo(refused.getString("arrivals[0].refusal.detail"));
        JsonPath tiny = told("", arriving(1, 1));
        Response real = post("alice", "/vms", machine(image, Map.of("memoryBytes", 1)));
        assertThat(tiny.getString("arrivals[0].refusal.code"))
                .isEqualTo(real.jsonPath().getString("code"));
        assertThat(tiny.getString("arrivals[0].refusal.detail"))
                .isEqualTo(real.jsonPath().getString("detail"));
    }

    @Test
    void without_a_node_its_machines_are_told_with_where_they_would_fit() {
        String vm = create(256L << 20);
        String home = placed(vm).text("nodeId");
        String other = home.equals(large.node) ? small.node : large.node;

        JsonPath forecast = told("", Map.of("withoutNodes", List.of(home)));

        String told = "displaced.find { it.vmId == '" + vm + "' }";
        assertThat(forecast.getString(told + ".nodeId")).isEqualTo(home);
        assertThat(forecast.getBoolean(told + ".running")).isTrue();
        assertThat(forecast.getString(told + ".restart.nodeId")).isNull();
        assertThat(forecast.getString(told + ".restart.reasons[0].why")).isEqualTo("the disk is on " + home);
        assertThat(forecast.getString(told + ".elsewhere.nodeId")).isEqualTo(other);
        assertThat(forecast.<String>getList("nodes.nodeId")).contains(other).doesNotContain(home);
        JsonPath more = told(
                "",
                Map.of(
                        "withNodes",
                        List.of(Map.of("memoryBytes", 64L << 30)),
                        "vms",
                        List.of(Map.of("memoryBytes", 32L << 30))));
        assertThat(more.getString("arrivals[0].nodeId")).isEqualTo("new-1");
    }

    @Test
    void only_who_reads_all_nodes_and_machines_may_ask_and_only_what_makes_sense_of_the_past() {
        assertProblem(ask("alice", "", Map.of()), 403, "ACCESS_DENIED");
        assertThat(ask("audrey", "", Map.of()).statusCode()).isEqualTo(200);
        assertProblem(ask("oscar", "?asOf=2999-01-01T00:00:00Z", Map.of()), 400, "MOMENT_IN_FUTURE");
        assertProblem(
                ask(
                        "oscar",
                        "",
                        Map.of("withoutNodes", List.of(UUID.randomUUID().toString()))),
                404,
                "NOT_FOUND");
        assertProblem(ask("oscar", "?asOf=0", Map.of("withoutNodes", List.of(large.node))), 404, "NOT_FOUND");
        assertProblem(ask("oscar", "", arriving(1L << 30, 0)), 400, "INVALID_REQUEST");
        assertProblem(ask("oscar", "", arriving(1L << 30, 101)), 400, "INVALID_REQUEST");
        assertProblem(ask("oscar", "", arriving(-1, 1)), 400, "INVALID_REQUEST");
        assertThat(told("?asOf=0", arriving(1L << 30, 1)).getString("arrivals[0].refusal.detail"))
                .isEqualTo("no node is enrolled");
    }
}
