package io.tidemark.network;

import static io.restassured.RestAssured.given;
import static io.tidemark.network.Api.assertProblem;
import static io.tidemark.network.Api.eventually;
import static io.tidemark.network.Api.get;
import static io.tidemark.network.Api.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tidemark.authz.Authorizer;
import io.tidemark.eventstore.Json;
import io.tidemark.testkit.real.AccessSeed;
import io.tidemark.testkit.real.Neighbour;
import io.tidemark.testkit.real.RealParts;
import io.tidemark.testkit.real.Realm;
import io.tidemark.testkit.real.TopicLog;
import jakarta.enterprise.inject.spi.CDI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What operators see of a service's publishing and its parked events, and do about them. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorApiTest {
    private static final String PRODUCER = "/tidemark/compute";

    private Neighbour compute;
    private TopicLog events;

    @BeforeAll
    void neighbours() {
        compute = Neighbour.service("compute");
        events = TopicLog.events("network");
        try (AccessSeed access = AccessSeed.open()) {
            Authorizer authorizer = CDI.current().select(Authorizer.class).get();
            access.asShipped()
                    .until(() -> authorizer
                                    .refusal(Realm.OSCAR, "network.parked.operate", "/")
                                    .isEmpty()
                            && authorizer
                                    .refusal(Realm.BOB, "network.port.read", Realm.ACME_PATH)
                                    .isEmpty());
        }
    }

    @AfterAll
    void goodbye() {
        compute.close();
        events.close();
    }

    @Test
    void an_operator_reads_where_the_relay_stands_and_has_events_published_once_more() {
        eventually().until(() -> get("oscar", "/relay").jsonPath().getLong("lag") == 0);
        JsonPath before = get("oscar", "/relay").jsonPath();
        assertThat(before.getLong("position")).isEqualTo(before.getLong("head")).isPositive();
        assertThat(UUID.fromString(before.getString("generation"))).isNotNull();

        var asked = post("oscar", "/relay/republish", "{\"fromPosition\":1,\"toPosition\":1}");

        assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(200);
        eventually().until(() -> get("oscar", "/relay").jsonPath().getLong("pendingRepublishes") == 0);
        TopicLog.Entry recorded = events.await("tidemark.network.relay.republish-requested.v1", "toPosition", "1");
        assertThat(recorded.text("fromPosition")).isEqualTo("1");
    }

    @Test
    void a_republish_that_makes_no_sense_is_refused() {
        assertProblem(post("oscar", "/relay/republish", "{}"), 400, "INVALID_REQUEST");
        assertProblem(
                post("oscar", "/relay/republish", "{\"fromPosition\":2,\"toPosition\":1}"), 400, "INVALID_REQUEST");
        assertProblem(post("oscar", "/relay/republish", "{\"stream\":\"nonsense\"}"), 400, "INVALID_REQUEST");
    }

    @Test
    void a_parked_event_is_listed_shown_and_skipped_by_an_operator_with_a_reason() {
        String vm = poisoned();
        eventually().until(() -> count(vm) == 1);

        assertThat(get("oscar", "/parked").jsonPath().getString("items.find { it.aggregate == '" + vm + "' }.producer"))
                .isEqualTo(PRODUCER);
        JsonPath shown = get("oscar", "/parked/events?producer=" + PRODUCER + "&aggregate=" + vm)
                .jsonPath();
        assertThat(shown.getString("events[0].type")).isEqualTo("tidemark.compute.vm.defined.v1");
        assertThat(shown.getString("events[0].reason")).isNotBlank();
        assertThat(shown.getString("events[0].data.vmId")).isEqualTo(vm);
        assertThat(wellness("parkedKeys")).isPositive();
        assertProblem(post("oscar", "/parked/skip", body(vm, Map.of("revision", 1))), 400, "INVALID_REQUEST");
        assertProblem(
                post("oscar", "/parked/skip", body(vm, Map.of("revision", 2, "reason", "why"))),
                409,
                "PARKED_NOT_NEXT");

        var skipped = post("oscar", "/parked/skip", body(vm, Map.of("revision", 1, "reason", "its tenant is gone")));

        assertThat(skipped.statusCode()).as(skipped.asString()).isEqualTo(200);
        assertThat(count(vm)).isZero();
        TopicLog.Entry recorded = events.await("tidemark.network.parked.skipped.v1", "aggregate", vm);
        assertThat(recorded.text("reason")).isEqualTo("its tenant is gone");
    }

    @Test
    void a_parked_event_is_tried_again_and_replaced() {
        String vm = poisoned();
        eventually().until(() -> count(vm) == 1);

        assertThat(post("oscar", "/parked/retry", body(vm, Map.of())).statusCode())
                .isEqualTo(200);
        assertThat(count(vm)).isEqualTo(1);
        var replaced = post(
                "oscar",
                "/parked/replace",
                body(
                        vm,
                        Map.of(
                                "revision",
                                1,
                                "reason",
                                "the tenant was cut",
                                "data",
                                Map.of("vmId", vm, "spec", Map.of("tenantId", Realm.ACME), "start", true))));

        assertThat(replaced.statusCode()).as(replaced.asString()).isEqualTo(200);
        assertThat(count(vm)).isZero();
        assertThat(events.await("tidemark.network.port.allocated.v1", "vmId", vm)
                        .text("tenantId"))
                .isEqualTo(Realm.ACME);
        events.await("tidemark.network.parked.replaced.v1", "aggregate", vm);
        assertProblem(post("oscar", "/parked/retry", body(vm, Map.of())), 404, "NOT_FOUND");
    }

    @Test
    void nobody_but_operators_sees_or_does_any_of_it() {
        assertProblem(get("bob", "/relay"), 403, "ACCESS_DENIED");
        assertProblem(get("bob", "/parked"), 403, "ACCESS_DENIED");
        assertProblem(get("bob", "/parked/events?producer=a&aggregate=b"), 403, "ACCESS_DENIED");
        assertProblem(post("alice", "/relay/republish", "{\"fromPosition\":1,\"toPosition\":1}"), 403, "ACCESS_DENIED");
        assertProblem(post("alice", "/parked/retry", body("x", Map.of())), 403, "ACCESS_DENIED");
        assertProblem(
                post("alice", "/parked/skip", body("x", Map.of("revision", 1, "reason", "why"))), 403, "ACCESS_DENIED");
        assertProblem(
                post(
                        "alice",
                        "/parked/replace",
                        body("x", Map.of("revision", 1, "reason", "why", "data", Map.of("a", 1)))),
                403,
                "ACCESS_DENIED");
    }

    /** A machine's first event, which names no tenant that is one. */
    private String poisoned() {
        String vm = UUID.randomUUID().toString();
        compute.publish(
                "tidemark.compute.vm.defined.v1", vm, Map.of("vmId", vm, "spec", "not a specification", "start", true));
        return vm;
    }

    private static int count(String vm) {
        return get("oscar", "/parked/events?producer=" + PRODUCER + "&aggregate=" + vm)
                .jsonPath()
                .getList("events")
                .size();
    }

    private static int wellness(String field) {
        return given().get("/q/health/well").jsonPath().getInt("checks.find { it.name == 'events' }.data." + field);
    }

    private static String body(String vm, Map<String, Object> more) {
        Map<String, Object> body = new java.util.HashMap<>(more);
        body.put("producer", PRODUCER);
        body.put("aggregate", vm);
        return Json.write(body);
    }
}
