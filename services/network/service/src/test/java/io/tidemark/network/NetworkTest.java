package io.tidemark.network;

import static io.tidemark.network.Api.assertProblem;
import static io.tidemark.network.Api.eventually;
import static io.tidemark.network.Api.get;
import static io.tidemark.network.Api.post;
import static io.tidemark.network.Api.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.authz.Authorizer;
import io.tidemark.eventstore.Json;
import io.tidemark.network.application.Networks;
import io.tidemark.network.application.Ports;
import io.tidemark.network.port.VmId;
import io.tidemark.testkit.real.AccessSeed;
import io.tidemark.testkit.real.Neighbour;
import io.tidemark.testkit.real.RealParts;
import io.tidemark.testkit.real.Realm;
import io.tidemark.testkit.real.TopicLog;
import jakarta.enterprise.inject.spi.CDI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Network beside a compute that this test plays. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetworkTest {
    private static final String OWN = "tidemark.network.";
    private static final String COMPUTE = "tidemark.compute.vm.";
    private static final String DEFAULT = Networks.DEFAULT.value();
    private static final Map<String, Object> UNLIMITED =
            Map.of("averageBitsPerSecond", 0, "peakBitsPerSecond", 0, "burstBytes", 0);

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
                                    .refusal(Realm.ALICE, "network.port.shape", Realm.ACME_PATH)
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
    void a_machine_gets_a_port_on_the_default_network_with_addresses_and_without_limits() {
        String vm = define(Map.of("tenantId", Realm.ACME, "name", "web1"));

        TopicLog.Entry allocated = events.await(OWN + "port.allocated.v1", "vmId", vm);
        assertThat(allocated.text("networkId")).isEqualTo(DEFAULT);
        assertThat(allocated.text("tenantId")).isEqualTo(Realm.ACME);
        assertThat(allocated.text("ip")).matches("10\\.73\\.[0-3]\\.\\d+").isNotEqualTo("10.73.0.1");
        assertThat(allocated.text("mac")).matches("52:54:00(:[0-9a-f]{2}){3}");
        assertThat(allocated.body().get("shape")).isEqualTo(json(Map.of("inbound", UNLIMITED, "outbound", UNLIMITED)));
        assertThat(allocated.key()).isEqualTo(port(vm));
        eventually().until(() -> get("bob", "/ports/" + port(vm)).statusCode() == 200);
        assertThat(get("bob", "/ports?vmId=" + vm).jsonPath().getList("items.ip"))
                .containsExactly(allocated.text("ip"));
    }

    @Test
    void machines_whose_derived_hardware_addresses_meet_get_different_ones() {
        List<Long> macs = new ArrayList<>();
        for (String vm : twins()) {
            publish("defined", vm, Map.of("vmId", vm, "spec", Map.of("tenantId", Realm.ACME), "start", true));
            TopicLog.Entry allocated = events.await(OWN + "port.allocated.v1", "vmId", vm);
            macs.add(Long.parseLong(allocated.text("mac").replace(":", ""), 16) & 0xffffff);
        }
        assertThat(macs.getLast()).isEqualTo(macs.getFirst() + 1 & 0xffffff);
    }

    @Test
    void a_full_network_refuses_until_an_address_comes_back() {
        String network = network("10.9.0.0/29");
        Map<String, Object> spec = Map.of("tenantId", Realm.ACME, "networkId", network);
        List<String> vms = new ArrayList<>();
        Set<String> ips = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            vms.add(define(spec));
            ips.add(events.await(OWN + "port.allocated.v1", "vmId", vms.getLast())
                    .text("ip"));
        }
        assertThat(ips).containsExactlyInAnyOrder("10.9.0.2", "10.9.0.3", "10.9.0.4", "10.9.0.5", "10.9.0.6");

        TopicLog.Entry refused = events.await(OWN + "port.refused.v1", "vmId", define(spec));
        assertThat(refused.text("code")).isEqualTo("NETWORK_FULL");
        assertThat(refused.text("detail")).isEqualTo("10.9.0.0/29 has no free address");

        String leaving = vms.get(2);
        publish("deleted", leaving, Map.of("vmId", leaving));
        events.await(OWN + "port.released.v1", "vmId", leaving);
        assertThat(events.await(OWN + "port.allocated.v1", "vmId", define(spec)).text("ip"))
                .isEqualTo(
                        events.await(OWN + "port.allocated.v1", "vmId", leaving).text("ip"));
        eventually().until(() -> get("alice", "/ports/" + port(leaving)).statusCode() == 404);
    }

    @Test
    void anothers_network_or_none_or_a_shape_that_contradicts_itself_is_refused() {
        String network = network("10.8.0.0/24");
        String stranger = UUID.randomUUID().toString();
        for (Map<String, Object> spec : List.of(
                Map.<String, Object>of("tenantId", stranger, "networkId", network),
                Map.<String, Object>of(
                        "tenantId", Realm.ACME, "networkId", UUID.randomUUID().toString()))) {
            assertThat(events.await(OWN + "port.refused.v1", "vmId", define(spec))
                            .text("code"))
                    .isEqualTo("NETWORK_NOT_FOUND");
        }
        Map<String, Object> odd = Map.of("inbound", Map.of("averageBitsPerSecond", 5));
        TopicLog.Entry refused =
                events.await(OWN + "port.refused.v1", "vmId", define(Map.of("tenantId", Realm.ACME, "shape", odd)));
        assertThat(refused.text("code")).isEqualTo("SHAPE_INVALID");
    }

    @Test
    void a_placed_machines_port_is_bound_reshaped_and_unbound_and_its_node_is_told_each_time() {
        String node = UUID.randomUUID().toString();
        String vm = define(Map.of("tenantId", Realm.ACME));
        TopicLog.Entry allocated = events.await(OWN + "port.allocated.v1", "vmId", vm);
        publish("placed", vm, Map.of("vmId", vm, "tenantId", Realm.ACME, "nodeId", node, "epoch", 1));

        TopicLog.Entry bound = events.await(OWN + "port.bound.v1", "vmId", vm);
        assertThat(bound.body())
                .isEqualTo(json(Map.of("portId", port(vm), "vmId", vm, "nodeId", node, "epoch", 1, "generation", 1)));
        try (TopicLog directives = TopicLog.directives(node)) {
            assertThat(directives
                            .await("the port", entry -> isPort(entry, vm, 1))
                            .body())
                    .isEqualTo(json(directive(allocated, 1, "bound", UNLIMITED)));
            assertThat(directives.all().getFirst().key()).isEqualTo("network/network/" + DEFAULT);
            assertThat(directives.all().getFirst().body())
                    .isEqualTo(json(Map.of(
                            "networkId",
                            DEFAULT,
                            "name",
                            "default",
                            "cidr",
                            "10.73.0.0/22",
                            "gateway",
                            "10.73.0.1",
                            "mtu",
                            1500,
                            "generation",
                            1)));

            Map<String, Object> slow =
                    Map.of("averageBitsPerSecond", 1_000_000, "peakBitsPerSecond", 0, "burstBytes", 0);
            reshape(vm, slow);
            assertThat(directives
                            .await("the shape", entry -> isPort(entry, vm, 2))
                            .body())
                    .isEqualTo(json(directive(allocated, 2, "bound", slow)));

            publish("stopped", vm, Map.of("vmId", vm, "nodeId", node, "epoch", 1, "cause", "crashed"));
            assertThat(events.await(OWN + "port.unbound.v1", "vmId", vm).text("nodeId"))
                    .isEqualTo(node);
            assertThat(directives
                            .await("the end", entry -> isPort(entry, vm, 3))
                            .body())
                    .isEqualTo(json(directive(allocated, 3, "absent", slow)));
        }
        eventually()
                .untilAsserted(() -> assertThat(
                                get("alice", "/ports/" + port(vm)).jsonPath().getString("state"))
                        .isEqualTo("allocated"));
    }

    @Test
    void a_binding_is_taken_back_when_that_is_asked_for_and_made_once_however_often_it_is() {
        String node = UUID.randomUUID().toString();
        String vm = define(Map.of("tenantId", Realm.ACME));
        events.await(OWN + "port.allocated.v1", "vmId", vm);
        askAgain(vm, node, "port");
        askAgain(vm, node, "grants");
        askAgain(vm, node, "grants");
        publish("placed", vm, Map.of("vmId", vm, "tenantId", Realm.ACME, "nodeId", node, "epoch", 1));
        events.await(OWN + "port.bound.v1", "vmId", vm);

        compensate(vm, node, "memory");
        compensate(vm, node, "port");
        compensate(vm, node, "port");
        askAgain(vm, node, "unbinding");
        publish("deleted", vm, Map.of("vmId", vm));

        assertThat(events.await(OWN + "port.unbound.v1", "vmId", vm).number("epoch"))
                .isEqualTo(1);
        events.await(OWN + "port.released.v1", "vmId", vm);
        assertThat(events.all().stream()
                        .filter(entry -> entry.key().equals(port(vm)))
                        .map(TopicLog.Entry::type))
                .containsExactly(
                        OWN + "port.allocated.v1",
                        OWN + "port.bound.v1",
                        OWN + "port.unbound.v1",
                        OWN + "port.released.v1");
    }

    private void compensate(String vm, String node, String grant) {
        publish("compensation-asked", vm, Map.of("vmId", vm, "nodeId", node, "epoch", 1, "grant", grant));
    }

    private void askAgain(String vm, String node, String step) {
        publish(
                "asked-again",
                vm,
                Map.of(
                        "vmId",
                        vm,
                        "nodeId",
                        node,
                        "epoch",
                        1,
                        "generation",
                        1,
                        "step",
                        step,
                        "spec",
                        Map.of("tenantId", Realm.ACME)));
    }

    private void reshape(String vm, Map<String, Object> inbound) {
        String path = "/ports/" + port(vm) + "/shape";
        String body = Json.write(Map.of("inbound", inbound));
        eventually().until(() -> get("alice", "/ports/" + port(vm)).statusCode() == 200);
        assertProblem(put("bob", path, body), 403, "ACCESS_DENIED");
        assertThat(events.await(OWN + "request.refused.v1", "target", port(vm)).header("ce_actor"))
                .contains(Realm.BOB);
        assertThat(put("alice", path, body).statusCode()).isEqualTo(200);
    }

    @Test
    void a_shape_that_makes_no_sense_is_a_problem_document() {
        String vm = define(Map.of("tenantId", Realm.ACME));
        eventually().until(() -> get("alice", "/ports/" + port(vm)).statusCode() == 200);
        String path = "/ports/" + port(vm) + "/shape";

        assertProblem(put("alice", path, "{\"inbound\":{\"averageBitsPerSecond\":5}}"), 400, "SHAPE_INVALID");
        assertProblem(put("alice", path, "null"), 400, "INVALID_REQUEST");
        for (String odd : List.of("{", "{\"upstream\":{}}", "{\"inbound\":{\"averageBitsPerSecond\":-1}}", "[]", "7")) {
            Response response = put("alice", path, odd);
            assertThat(response.statusCode()).as(odd).isEqualTo(400);
            assertThat(response.contentType()).as(odd).startsWith("application/problem+json");
        }
        assertProblem(put("alice", "/ports/" + UUID.randomUUID() + "/shape", "{}"), 404, "PORT_NOT_FOUND");
    }

    @Test
    void a_network_is_created_by_who_may_under_a_name_of_its_own() {
        String name = "net-" + UUID.randomUUID().toString().substring(0, 8);
        String body = create(name, "10.7.0.0/24");
        assertProblem(post("bob", "/networks", body), 403, "ACCESS_DENIED");

        Response created = post("alice", "/networks", body);
        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        assertThat(created.jsonPath().getString("gateway")).isEqualTo("10.7.0.1");
        String id = created.jsonPath().getString("id");
        assertThat(events.await(OWN + "network.created.v1", "networkId", id).text("name"))
                .isEqualTo(name);
        eventually().until(() -> get("bob", "/networks/" + id).statusCode() == 200);
        assertProblem(post("alice", "/networks", body), 409, "NETWORK_EXISTS");
    }

    @Test
    void a_network_that_makes_no_sense_is_a_problem_document() {
        for (String odd : List.of(
                create("n", "8.8.8.0/24"),
                create("n", "10.0.0.0/8"),
                create("n", "nonsense"),
                "{\"tenantId\":\"" + Realm.ACME + "\",\"cidr\":\"10.6.0.0/24\"}",
                "{\"tenantId\":\"" + Realm.ACME + "\",\"name\":\"n\"}",
                "{\"name\":\"n\",\"cidr\":\"10.6.0.0/24\"}",
                "{\"tenantId\":\"acme\",\"name\":\"n\",\"cidr\":\"10.6.0.0/24\"}",
                "null")) {
            assertProblem(post("alice", "/networks", odd), 400, "INVALID_REQUEST");
        }
        assertProblem(post("alice", "/networks", create("", "10.6.0.0/24")), 400, "NETWORK_INVALID");
    }

    private static String create(String name, String cidr) {
        return Json.write(Map.of("tenantId", Realm.ACME, "name", name, "cidr", cidr));
    }

    private String network(String cidr) {
        Response created = post(
                "alice",
                "/networks",
                create("net-" + UUID.randomUUID().toString().substring(0, 8), cidr));
        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        return created.jsonPath().getString("id");
    }

    private String define(Map<String, ?> spec) {
        String vm = UUID.randomUUID().toString();
        publish("defined", vm, Map.of("vmId", vm, "spec", spec, "start", true));
        return vm;
    }

    private void publish(String event, String vm, Map<String, ?> body) {
        compute.publish(COMPUTE + event + ".v1", vm, body);
    }

    /** Two machines whose ports' ids end alike: a few thousand ids are enough for three bytes. */
    private static List<String> twins() {
        Map<String, String> seen = new HashMap<>();
        while (true) {
            String vm = UUID.randomUUID().toString();
            String port = port(vm);
            String other = seen.put(port.substring(port.length() - 6), vm);
            if (other != null) {
                return List.of(other, vm);
            }
        }
    }

    private static String port(String vm) {
        return Ports.idFor(new VmId(vm)).value();
    }

    private static Map<String, Object> directive(
            TopicLog.Entry allocated, int generation, String desired, Map<String, Object> inbound) {
        return Map.of(
                "portId", allocated.text("portId"),
                "vmId", allocated.text("vmId"),
                "networkId", allocated.text("networkId"),
                "mac", allocated.text("mac"),
                "ip", allocated.text("ip"),
                "generation", generation,
                "desired", desired,
                "shape", Map.of("inbound", inbound, "outbound", UNLIMITED));
    }

    private static boolean isPort(TopicLog.Entry directive, String vm, long generation) {
        return directive.key().equals("network/port/" + port(vm)) && directive.number("generation") == generation;
    }

    private static com.fasterxml.jackson.databind.JsonNode json(Map<String, ?> value) {
        return Json.tree(Json.write(value));
    }
}
