package io.tidemark.memory;

import static io.tidemark.memory.Api.eventually;
import static io.tidemark.memory.Api.get;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tidemark.authz.Authorizer;
import io.tidemark.testkit.real.AccessSeed;
import io.tidemark.testkit.real.DryRunWalk;
import io.tidemark.testkit.real.Neighbour;
import io.tidemark.testkit.real.RealParts;
import io.tidemark.testkit.real.Realm;
import io.tidemark.testkit.real.Tokens;
import io.tidemark.testkit.real.TopicLog;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every write of the service tells what it would do, and does none of it. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class DryRunTest {
    private static final long GUEST_BYTES = 1L << 30;

    @Inject
    Authorizer authorizer;

    @Test
    void every_write_tells_what_it_would_do_and_does_none_of_it() {
        try (AccessSeed access = AccessSeed.open()) {
            access.asShipped()
                    .until(() ->
                            authorizer.refusal(Realm.OSCAR, "memory.limit", "/").isEmpty());
        }
        String guest = guest();

        DryRunWalk.of(RestAssured.port, "memory-broker", Tokens.of("oscar"))
                .write(
                        "PUT /guests/{id}/limit",
                        "/guests/" + guest + "/limit",
                        Map.of("limitBytes", GUEST_BYTES / 4 * 3))
                .write("POST /views/{name}/rebuild", "/views/guest/rebuild", Map.of())
                .walk();
    }

    private static String guest() {
        String vm = UUID.randomUUID().toString();
        String node = UUID.randomUUID().toString();
        Map<String, Object> placed = new TreeMap<>(Map.of(
                "vmId",
                vm,
                "tenantId",
                Realm.ACME,
                "nodeId",
                node,
                "epoch",
                1,
                "memoryBytes",
                GUEST_BYTES,
                "memoryReservationBytes",
                0,
                "vcpus",
                1,
                "portIds",
                List.of(),
                "reasons",
                List.of()));
        try (Neighbour compute = Neighbour.service("compute");
                TopicLog events = TopicLog.events("memory-broker")) {
            compute.publish(
                    "tidemark.compute.node.registered.v1",
                    node,
                    Map.of("nodeId", node, "hostname", "host1", "memoryBytes", 4 * GUEST_BYTES));
            events.await("tidemark.memory-broker.capacity.learned.v1", "nodeId", node);
            compute.publish("tidemark.compute.vm.placed.v1", vm, placed);
        }
        eventually().until(() -> get("oscar", "/guests/" + vm).statusCode() == 200);
        return vm;
    }
}
