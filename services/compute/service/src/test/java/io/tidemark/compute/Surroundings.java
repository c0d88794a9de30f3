package io.tidemark.compute;

import static io.tidemark.compute.Api.eventually;
import static io.tidemark.compute.Api.get;

import io.restassured.path.json.JsonPath;
import io.tidemark.authz.Authorizer;
import io.tidemark.testkit.real.AccessSeed;
import io.tidemark.testkit.real.Neighbour;
import io.tidemark.testkit.real.Realm;
import io.tidemark.testkit.real.TopicLog;
import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Network, memory-broker and one node as compute meets them: each answers only when a test says so. */
final class Surroundings implements AutoCloseable {
    static final String VM = "tidemark.compute.vm.";
    static final String NETWORK = UUID.randomUUID().toString();
    static final String MAC = "52:54:00:12:34:56";
    static final String IP = "10.73.0.2";

    final String node = UUID.randomUUID().toString();
    final TopicLog events = TopicLog.events("compute");
    final TopicLog directives = TopicLog.directives(node);
    private final Neighbour network = Neighbour.service("network");
    private final Neighbour memory = Neighbour.service("memory-broker");
    private final Neighbour agent = Neighbour.node(node);
    private final Neighbour telemetry = Neighbour.telemetry();

    /** With access as shipped and the node enrolled with more memory than any test needs. */
    static Surroundings ready() {
        seedAccess();
        Surroundings surroundings = new Surroundings();
        surroundings.enrol(8L << 30);
        return surroundings;
    }

    static void seedAccess() {
        Authorizer authorizer = CDI.current().select(Authorizer.class).get();
        try (AccessSeed access = AccessSeed.open()) {
            access.asShipped()
                    .until(() -> authorizer
                                    .refusal(Realm.ALICE, "compute.vm.create", Realm.ACME_PATH)
                                    .isEmpty()
                            && authorizer
                                    .refusal(Realm.BOB, "compute.vm.read", Realm.ACME_PATH)
                                    .isEmpty()
                            && authorizer
                                    .refusal(Realm.OSCAR, "compute.node.read", "/")
                                    .isEmpty());
        }
    }

    void enrol(long memoryBytes) {
        agent.publish(
                "tidemark.node.node.registered.v1",
                node,
                Map.of(
                        "nodeId",
                        node,
                        "hostname",
                        "host1",
                        "cpus",
                        2,
                        "memoryBytes",
                        memoryBytes,
                        "capabilities",
                        Map.of("accelerator", "tcg", "findings", List.of()),
                        "bootId",
                        "boot-1",
                        "agentVersion",
                        "0.1.0",
                        "consoleAddress",
                        ""));
    }

    /** Facts are taken in order: once the node is known, everything that it told before was heard. */
    void awaitEnrolled() {
        eventually().until(() -> get("oscar", "/nodes/" + node).statusCode() == 200);
    }

    /** Every event and fact of compute, its neighbours and the node so far. */
    List<TopicLog.Entry> everything() {
        return Stream.of(
                        TopicLog.events("compute"),
                        TopicLog.events("network"),
                        TopicLog.events("memory-broker"),
                        TopicLog.facts(node))
                .flatMap(topic -> {
                    try (topic) {
                        return topic.all().stream();
                    }
                })
                .toList();
    }

    TopicLog.Entry awaitEvent(String name, String vm) {
        return events.await(VM + name + ".v1", "vmId", vm);
    }

    static String port(String vm) {
        return UUID.nameUUIDFromBytes(vm.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
    }

    void allocatePort(String vm) {
        network.answer(
                awaitEvent("defined", vm),
                "tidemark.network.port.allocated.v1",
                port(vm),
                Map.of(
                        "portId", port(vm),
                        "vmId", vm,
                        "tenantId", Realm.ACME,
                        "networkId", NETWORK,
                        "mac", MAC,
                        "ip", IP));
    }

    void refusePort(String vm) {
        network.answer(
                awaitEvent("defined", vm),
                "tidemark.network.port.refused.v1",
                port(vm),
                Map.of("portId", port(vm), "vmId", vm, "code", "NETWORK_FULL", "detail", "no free address"));
    }

    void bindPort(String vm, TopicLog.Entry placed, long generation) {
        network.answer(
                placed,
                "tidemark.network.port.bound.v1",
                port(vm),
                Map.of(
                        "portId", port(vm),
                        "vmId", vm,
                        "nodeId", node,
                        "epoch", placed.number("epoch"),
                        "generation", generation));
    }

    void grantMemory(String vm, TopicLog.Entry placed) {
        memory.answer(
                placed,
                "tidemark.memory-broker.reservation.granted.v1",
                node,
                Map.of("nodeId", node, "vmId", vm, "epoch", placed.number("epoch")));
    }

    void refuseMemory(String vm, TopicLog.Entry placed) {
        memory.answer(
                placed,
                "tidemark.memory-broker.reservation.refused.v1",
                node,
                Map.of(
                        "nodeId",
                        node,
                        "vmId",
                        vm,
                        "epoch",
                        placed.number("epoch"),
                        "code",
                        "NO_MEMORY",
                        "detail",
                        "needs 2, has 1"));
    }

    /** The request to give a grant of the machine's start back. */
    TopicLog.Entry compensation(String vm, String grant) {
        return events.await(
                "giving back " + grant + " of " + vm,
                entry -> entry.type().equals(VM + "compensation-asked.v1")
                        && entry.text("vmId").equals(vm)
                        && entry.text("grant").equals(grant));
    }

    void giveBackPort(String vm, long epoch) {
        network.answer(
                compensation(vm, "port"),
                "tidemark.network.port.unbound.v1",
                port(vm),
                Map.of("portId", port(vm), "vmId", vm, "nodeId", node, "epoch", epoch, "generation", 8));
    }

    void giveBackMemory(String vm, long epoch) {
        memory.answer(
                compensation(vm, "memory"),
                "tidemark.memory-broker.reservation.released.v1",
                node,
                Map.of("nodeId", node, "vmId", vm, "epoch", epoch));
    }

    /** A measurement of the node that shows these guests with their epochs. */
    void measure(Map<String, Long> guests) {
        List<Map<String, ?>> shown = guests.entrySet().stream()
                .<Map<String, ?>>map(guest -> Map.of("vmId", guest.getKey(), "epoch", guest.getValue()))
                .toList();
        telemetry.publish("tidemark.node.telemetry.sampled.v1", node, Map.of("nodeId", node, "guests", shown));
    }

    /** Everything up to the directive that starts it. The port is granted first, so memory is given back first. */
    TopicLog.Entry startDirective(String vm) {
        allocatePort(vm);
        TopicLog.Entry placed = awaitEvent("placed", vm);
        bindPort(vm, placed, 7);
        awaitEvent("port-bound", vm);
        grantMemory(vm, placed);
        return directive(vm, "running", 1);
    }

    TopicLog.Entry directive(String vm, String desired, long epoch) {
        return directives.await(
                desired + " for " + vm,
                entry -> entry.key().equals("compute/vm/" + vm)
                        && entry.text("desired").equals(desired)
                        && entry.number("epoch") == epoch);
    }

    /** A fact about the machine, as told because of the directive. */
    void tell(TopicLog.Entry directive, String fact, Map<String, ?> more) {
        Map<String, Object> body = new java.util.TreeMap<>(Map.of(
                "nodeId", node,
                "vmId", directive.text("vmId"),
                "epoch", directive.number("epoch"),
                "actions",
                        List.of(Map.of(
                                "call", "virDomainCreateXML",
                                "target", "web1",
                                "startedAt", "2026-11-22T08:00:00Z",
                                "micros", 412000,
                                "outcome", "ok"))));
        body.putAll(more);
        agent.answer(directive, "tidemark.node.vm." + fact + ".v1", node, body);
    }

    /** A fact that the node tells because it saw it, not because it was asked. */
    void tellUnasked(TopicLog.Entry directive, String fact, Map<String, ?> more) {
        Map<String, Object> body = new java.util.TreeMap<>(Map.of(
                "nodeId",
                node,
                "vmId",
                directive.text("vmId"),
                "epoch",
                directive.number("epoch"),
                "actions",
                List.of()));
        body.putAll(more);
        agent.publish("tidemark.node.vm." + fact + ".v1", node, body);
    }

    /** The operation as it is shown once it has ended. */
    static JsonPath ended(String operation) {
        return eventually()
                .until(
                        () -> get("alice", "/operations/" + operation).jsonPath(),
                        shown -> List.of("succeeded", "failed").contains(String.valueOf(shown.<Object>get("state"))));
    }

    static void awaitState(String vm, String state) {
        eventually()
                .until(() -> state.equals(get("alice", "/vms/" + vm).jsonPath().getString("state")));
    }

    /** The node leaves with too little memory for any machine: the next test's node is the only one that has room. */
    @Override
    public void close() {
        long tooLittle = 1L << 20;
        enrol(tooLittle);
        events.await(
                "too little memory on " + node,
                entry -> entry.type().equals("tidemark.compute.node.registered.v1")
                        && entry.text("nodeId").equals(node)
                        && entry.number("memoryBytes") == tooLittle);
        events.close();
        directives.close();
        network.close();
        memory.close();
        agent.close();
        telemetry.close();
    }
}
