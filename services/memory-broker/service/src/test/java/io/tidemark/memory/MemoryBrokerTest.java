package io.tidemark.memory;

import static io.tidemark.memory.Api.assertProblem;
import static io.tidemark.memory.Api.eventually;
import static io.tidemark.memory.Api.get;
import static io.tidemark.memory.Api.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.authz.Authorizer;
import io.tidemark.eventstore.Json;
import io.tidemark.testkit.real.AccessSeed;
import io.tidemark.testkit.real.Neighbour;
import io.tidemark.testkit.real.RealParts;
import io.tidemark.testkit.real.Realm;
import io.tidemark.testkit.real.TopicLog;
import io.tidemark.units.MemorySize;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The broker beside a compute and nodes that this test plays. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MemoryBrokerTest {
    private static final String OWN = "tidemark.memory-broker.";
    private static final MemorySize HOST = MemorySize.ofGibibytes(2);
    private static final MemorySize GUEST = MemorySize.ofGibibytes(1);

    private Neighbour compute;
    private Neighbour telemetry;
    private TopicLog events;
    private String node = "";

    @BeforeAll
    void neighbours() {
        compute = Neighbour.service("compute");
        telemetry = Neighbour.telemetry();
        events = TopicLog.events("memory-broker");
        try (AccessSeed access = AccessSeed.open()) {
            Authorizer authorizer = CDI.current().select(Authorizer.class).get();
            access.asShipped()
                    .until(() -> authorizer
                                    .refusal(Realm.ALICE, "memory.limit", Realm.ACME_PATH)
                                    .isEmpty()
                            && authorizer
                                    .refusal(Realm.BOB, "memory.read", Realm.ACME_PATH)
                                    .isEmpty());
        }
    }

    @BeforeEach
    void aNodeOfItsOwn() {
        node = UUID.randomUUID().toString();
        compute.publish(
                "tidemark.compute.node.registered.v1",
                node,
                Map.of("nodeId", node, "hostname", "host1", "memoryBytes", HOST.bytes()));
        assertThat(events.await(OWN + "capacity.learned.v1", "nodeId", node).number("capacityBytes"))
                .isEqualTo(HOST.bytes());
    }

    @AfterAll
    void goodbye() {
        compute.close();
        telemetry.close();
        events.close();
    }

    @Test
    void a_placed_guest_is_granted_memory_and_its_node_is_told() {
        String vm = place(GUEST, MemorySize.ZERO);

        TopicLog.Entry granted = events.await(OWN + "reservation.granted.v1", "vmId", vm);
        assertThat(granted.number("reservationBytes")).isEqualTo(GUEST.bytes() / 2);
        assertThat(granted.number("overheadBytes"))
                .isEqualTo(MemorySize.ofMebibytes(128 + 2 * 8).bytes());
        assertThat(granted.key()).isEqualTo(node);
        try (TopicLog directives = TopicLog.directives(node)) {
            TopicLog.Entry held = directives.await("the directive", entry -> isFor(entry, vm, "held"));
            assertThat(held.body())
                    .isEqualTo(Json.tree(Json.write(Map.of(
                            "vmId",
                            vm,
                            "epoch",
                            1,
                            "generation",
                            1,
                            "maxBytes",
                            GUEST.bytes(),
                            "targetBytes",
                            GUEST.bytes(),
                            "desired",
                            "held"))));
            assertThat(held.header("ce_causationid")).isEqualTo(granted.header("ce_id"));
            assertThat(held.header("ce_correlationid")).isEqualTo(granted.header("ce_correlationid"));
        }
    }

    @Test
    void what_the_node_cannot_promise_is_refused_with_the_numbers() {
        MemorySize all = MemorySize.ofGibibytes(2);
        String vm = place(all, all);

        TopicLog.Entry refused = events.await(OWN + "reservation.refused.v1", "vmId", vm);
        assertThat(refused.text("code")).isEqualTo("NO_MEMORY");
        assertThat(refused.number("neededBytes"))
                .isEqualTo(all.plus(MemorySize.ofMebibytes(144)).bytes());
        assertThat(refused.number("freeBytes"))
                .isEqualTo(HOST.minusOrZero(MemorySize.ofMebibytes(512)).bytes());
        assertThat(refused.text("detail")).contains(refused.text("neededBytes")).contains(refused.text("freeBytes"));
        assertProblem(get("alice", "/guests/" + vm), 404, "NOT_FOUND");
    }

    @Test
    void measurements_move_the_balloon_down_and_up_again_and_the_nodes_answer_is_shown() {
        String vm = place(GUEST, MemorySize.ZERO);
        events.await(OWN + "reservation.granted.v1", "vmId", vm);

        TopicLog.Entry less = measuredUntilTarget(vm, 0, entry -> entry.number("fromBytes") == GUEST.bytes());
        assertThat(less.number("targetBytes")).isEqualTo(GUEST.bytes() - HOST.bytes() / 100 * 6);
        assertThat(less.text("reason")).contains("short of").contains("idle");
        try (TopicLog directives = TopicLog.directives(node)) {
            TopicLog.Entry told = directives.await(
                    "the target", entry -> isFor(entry, vm, "held") && entry.number("generation") == 2);
            assertThat(told.number("targetBytes")).isEqualTo(less.number("targetBytes"));
        }
        try (Neighbour agent = Neighbour.node(node)) {
            agent.publish(
                    "tidemark.node.balloon.moved.v1",
                    node,
                    Map.of(
                            "nodeId",
                            node,
                            "vmId",
                            vm,
                            "epoch",
                            1,
                            "generation",
                            2,
                            "targetBytes",
                            less.number("targetBytes"),
                            "actualBytes",
                            less.number("targetBytes"),
                            "actions",
                            List.of()));
            events.await(OWN + "balloon.moved.v1", "vmId", vm);
        }
        eventually()
                .until(() ->
                        get("alice", "/guests/" + vm).jsonPath().getLong("actualBytes") == less.number("targetBytes"));

        TopicLog.Entry more =
                measuredUntilTarget(vm, HOST.bytes(), entry -> entry.number("targetBytes") == GUEST.bytes());
        assertThat(more.text("reason")).contains("enough memory");
    }

    @Test
    void people_limit_a_guest_and_it_gets_no_more_than_that() {
        String vm = place(GUEST, MemorySize.ZERO);
        events.await(OWN + "reservation.granted.v1", "vmId", vm);
        eventually().until(() -> get("alice", "/guests/" + vm).statusCode() == 200);
        long limit = MemorySize.ofMebibytes(768).bytes();

        assertProblem(put("bob", "/guests/" + vm + "/limit", limit(limit)), 403, "ACCESS_DENIED");
        TopicLog.Entry refused = events.await(OWN + "request.refused.v1", "target", vm);
        assertThat(refused.header("ce_actor")).contains(Realm.BOB);
        assertThat(put("alice", "/guests/" + vm + "/limit", limit(limit)).statusCode())
                .isEqualTo(200);

        assertThat(events.await(OWN + "guest.limit-set.v1", "vmId", vm).number("limitBytes"))
                .isEqualTo(limit);
        assertThat(measuredUntilTarget(vm, HOST.bytes(), entry -> entry.number("fromBytes") == GUEST.bytes())
                        .number("targetBytes"))
                .isEqualTo(limit);
        eventually().untilAsserted(() -> {
            var shown = get("bob", "/guests/" + vm).jsonPath();
            assertThat(shown.getLong("limitBytes")).isEqualTo(limit);
            assertThat(shown.getLong("targetBytes")).isEqualTo(limit);
            assertThat(shown.getString("reason")).isEqualTo("its limit is 768 MiB");
        });
    }

    @Test
    void a_limit_that_makes_no_sense_is_a_problem_document() {
        String vm = place(GUEST, MemorySize.ZERO);
        eventually().until(() -> get("alice", "/guests/" + vm).statusCode() == 200);
        String path = "/guests/" + vm + "/limit";

        assertProblem(put("alice", path, limit(GUEST.bytes() + 1)), 400, "LIMIT_INVALID");
        assertProblem(put("alice", path, limit(-1)), 400, "INVALID_REQUEST");
        assertProblem(put("alice", path, "{}"), 400, "INVALID_REQUEST");
        assertProblem(put("alice", path, "null"), 400, "INVALID_REQUEST");
        assertThat(put("alice", path, "{\"limitBytes\":").statusCode()).isEqualTo(400);
        assertThat(put("alice", path, "{\"limitMegabytes\":5}").statusCode()).isEqualTo(400);
        assertProblem(put("alice", "/guests/" + UUID.randomUUID() + "/limit", limit(1)), 404, "GUEST_NOT_FOUND");
    }

    @Test
    void a_guest_that_stopped_holds_no_memory_and_its_node_is_told() {
        String vm = place(GUEST, MemorySize.ZERO);
        eventually().until(() -> get("alice", "/guests/" + vm).statusCode() == 200);

        compute.publish(
                "tidemark.compute.vm.stopped.v1",
                vm,
                Map.of("vmId", vm, "nodeId", node, "epoch", 1, "cause", "requested", "actions", List.of()));

        events.await(OWN + "reservation.released.v1", "vmId", vm);
        try (TopicLog directives = TopicLog.directives(node)) {
            assertThat(directives
                            .await("the end of it", entry -> isFor(entry, vm, "absent"))
                            .number("epoch"))
                    .isEqualTo(1);
        }
        eventually().until(() -> get("alice", "/guests/" + vm).statusCode() == 404);
    }

    @Test
    void a_reservation_is_taken_back_when_that_is_asked_for_and_made_once_however_often_it_is() {
        String vm = place(GUEST, MemorySize.ZERO);
        askAgain(vm, "grants");
        events.await(OWN + "reservation.granted.v1", "vmId", vm);
        compensate(vm, "port");
        compensate(vm, "memory");
        compensate(vm, "memory");
        askAgain(vm, "release");
        events.await(OWN + "reservation.released.v1", "vmId", vm);
        String last = place(GUEST, MemorySize.ZERO);
        events.await(OWN + "reservation.granted.v1", "vmId", last);

        assertThat(events.all().stream()
                        .filter(entry -> entry.body().path("vmId").asText().equals(vm))
                        .map(TopicLog.Entry::type))
                .containsExactly(OWN + "reservation.granted.v1", OWN + "reservation.released.v1");
    }

    private void compensate(String vm, String grant) {
        compute.publish(
                "tidemark.compute.vm.compensation-asked.v1",
                vm,
                Map.of("vmId", vm, "nodeId", node, "epoch", 1, "grant", grant));
    }

    private void askAgain(String vm, String step) {
        Map<String, Object> spec =
                Map.of("tenantId", Realm.ACME, "vcpus", 2, "memoryBytes", GUEST.bytes(), "memoryReservationBytes", 0);
        compute.publish(
                "tidemark.compute.vm.asked-again.v1",
                vm,
                Map.of("vmId", vm, "nodeId", node, "epoch", 1, "generation", 1, "step", step, "spec", spec));
    }

    private String place(MemorySize memory, MemorySize reservation) {
        String vm = UUID.randomUUID().toString();
        compute.publish(
                "tidemark.compute.vm.placed.v1",
                vm,
                Map.of(
                        "vmId",
                        vm,
                        "tenantId",
                        Realm.ACME,
                        "nodeId",
                        node,
                        "epoch",
                        1,
                        "memoryBytes",
                        memory.bytes(),
                        "memoryReservationBytes",
                        reservation.bytes(),
                        "vcpus",
                        2,
                        "portIds",
                        List.of(),
                        "reasons",
                        List.of()));
        return vm;
    }

    /** Measures as a node does, again and again, until such a target is set. */
    private TopicLog.Entry measuredUntilTarget(String vm, long hostAvailable, Predicate<TopicLog.Entry> wanted) {
        return eventually()
                .until(
                        () -> {
                            measure(vm, hostAvailable);
                            return events.all().stream()
                                    .filter(entry -> entry.type().equals(OWN + "balloon.target-set.v1")
                                            && entry.text("vmId").equals(vm)
                                            && wanted.test(entry))
                                    .findFirst();
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    private void measure(String vm, long hostAvailable) {
        telemetry.publish(
                "tidemark.node.telemetry.v1",
                node,
                Map.of(
                        "nodeId", node,
                        "at", Instant.now().toString(),
                        "host",
                                Map.of(
                                        "memoryBytes", HOST.bytes(),
                                        "availableBytes", hostAvailable,
                                        "freeBytes", hostAvailable),
                        "guests", List.of(speaking(vm), silent())));
    }

    private static Map<String, Object> speaking(String vm) {
        return Map.of(
                "vmId",
                vm,
                "epoch",
                1,
                "actualBytes",
                GUEST.bytes(),
                "usableBytes",
                MemorySize.ofMebibytes(900).bytes(),
                "availableBytes",
                GUEST.bytes(),
                "evidence",
                true);
    }

    /** Whose balloon driver told nothing yet: its neighbours are measured all the same. */
    private static Map<String, Object> silent() {
        return Map.of(
                "vmId", UUID.randomUUID().toString(),
                "epoch", 1,
                "actualBytes", GUEST.bytes(),
                "residentBytes", GUEST.bytes(),
                "evidence", false);
    }

    private static boolean isFor(TopicLog.Entry directive, String vm, String desired) {
        return directive.key().equals("memory-broker/guest/" + vm)
                && directive.text("desired").equals(desired);
    }

    private static String limit(long bytes) {
        return "{\"limitBytes\":" + bytes + "}";
    }
}
