package io.tidemark.compute;

import static io.tidemark.compute.Api.assertProblem;
import static io.tidemark.compute.Api.delete;
import static io.tidemark.compute.Api.eventually;
import static io.tidemark.compute.Api.get;
import static io.tidemark.compute.Api.machine;
import static io.tidemark.compute.Api.post;
import static io.tidemark.compute.Surroundings.awaitState;
import static io.tidemark.compute.Surroundings.ended;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tidemark.eventstore.Json;
import io.tidemark.testkit.real.RealParts;
import io.tidemark.testkit.real.Realm;
import io.tidemark.testkit.real.TopicLog;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A virtual machine's life through the API, beside a network, a memory-broker and a node that this test plays. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(ComputeParts.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VmLifecycleTest {
    private Surroundings world;
    private String image = "";

    @BeforeAll
    void surroundings() {
        world = Surroundings.ready();
    }

    @BeforeEach
    void anImage() {
        world.awaitEnrolled();
        image = Api.image();
    }

    @AfterAll
    void goodbye() {
        world.close();
    }

    private record Created(String vm, String operation) {}

    private Created create(Map<String, ?> different) {
        Response answer = post("alice", "/vms", machine(image, different));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        String operation = answer.jsonPath().getString("id");
        assertThat(answer.header("Location")).isEqualTo(Api.BASE + "/operations/" + operation);
        return new Created(answer.jsonPath().getString("target.id"), operation);
    }

    private Created running() {
        Created created = create(Map.of());
        world.tell(world.startDirective(created.vm()), "running", Map.of());
        assertThat(ended(created.operation()).getString("state")).isEqualTo("succeeded");
        return created;
    }

    @Test
    void a_machine_is_created_placed_granted_directed_and_runs() {
        Created created = create(Map.of("name", "web-1", "vcpus", 2));
        String vm = created.vm();

        TopicLog.Entry directive = world.startDirective(vm);

        String shown = get("alice", "/images/" + image).jsonPath().getString("id");
        String file =
                world.awaitEvent("defined", vm).body().at("/spec/imageFile").asText();
        assertThat(file).contains(shown).endsWith(".raw");
        assertThat(directive.body())
                .isEqualTo(Json.tree(Json.write(Map.ofEntries(
                        Map.entry("vmId", vm),
                        Map.entry("epoch", 1),
                        Map.entry("generation", 0),
                        Map.entry("desired", "running"),
                        Map.entry("stopMode", "graceful"),
                        Map.entry("name", "web-1"),
                        Map.entry("tenantId", Realm.ACME),
                        Map.entry("vcpus", 2),
                        Map.entry("memoryBytes", Api.MEMORY_BYTES),
                        Map.entry(
                                "disks",
                                List.of(Map.of(
                                        "volumeId", vm,
                                        "sizeBytes", 1 << 20,
                                        "imageId", image,
                                        "imageFile", file))),
                        Map.entry(
                                "nics",
                                List.of(Map.of(
                                        "portId",
                                        Surroundings.port(vm),
                                        "mac",
                                        Surroundings.MAC,
                                        "generation",
                                        7)))))));
        assertThat(directive.header("ce_operationid")).isEqualTo(created.operation());
        awaitState(vm, "starting");
        world.tell(directive, "running", Map.of());

        JsonPath operation = ended(created.operation());
        assertThat(operation.getString("state")).isEqualTo("succeeded");
        assertThat(operation.getInt("percent")).isEqualTo(100);
        assertThat(operation.getString("kind")).isEqualTo("create-vm");
        assertThat(operation.getString("actor")).contains(Realm.ALICE);
        assertThat(operation.<String>getList("steps.name"))
                .containsSubsequence("defined", "port attached", "placed", "start directed", "running");
        JsonPath machine = get("bob", "/vms/" + vm).jsonPath();
        assertThat(machine.getString("state")).isEqualTo("running");
        assertThat(machine.getString("nodeId")).isEqualTo(world.node);
        assertThat(machine.getString("ports[0].ip")).isEqualTo(Surroundings.IP);
        TopicLog.Entry started = world.awaitEvent("started", vm);
        assertThat(started.header("ce_correlationid")).isEqualTo(operation.getString("correlationId"));
        assertThat(started.body().at("/actions/0/call").asText()).isEqualTo("virDomainCreateXML");
    }

    @Test
    void a_running_machine_is_stopped_started_again_under_a_higher_epoch_and_deleted() {
        String vm = running().vm();
        Response stop = post("alice", "/vms/" + vm + "/stop", "{\"mode\":\"graceful\"}");
        assertThat(stop.statusCode()).isEqualTo(202);
        TopicLog.Entry stopping = world.directive(vm, "stopped", 1);
        assertThat(stopping.text("stopMode")).isEqualTo("graceful");
        assertProblem(delete("alice", "/vms/" + vm), 409, "VM_BUSY");
        world.tell(stopping, "stopped", Map.of("cause", "requested"));
        assertThat(ended(stop.jsonPath().getString("id")).getString("state")).isEqualTo("succeeded");

        Response start = post("alice", "/vms/" + vm + "/start", "");
        assertThat(start.statusCode()).as(start.asString()).isEqualTo(202);
        TopicLog.Entry placed = world.events.await(
                "the second placing",
                entry -> entry.type().equals(Surroundings.VM + "placed.v1")
                        && entry.text("vmId").equals(vm)
                        && entry.number("epoch") == 2);
        world.grantMemory(vm, placed);
        world.bindPort(vm, placed, 9);
        world.tell(world.directive(vm, "running", 2), "running", Map.of());
        assertThat(ended(start.jsonPath().getString("id")).getString("state")).isEqualTo("succeeded");

        assertProblem(delete("alice", "/vms/" + vm), 409, "VM_NOT_STOPPED");
        assertThat(post("alice", "/vms/" + vm + "/stop", "{\"mode\":\"forced\"}")
                        .statusCode())
                .isEqualTo(202);
        world.tell(world.directive(vm, "stopped", 2), "stopped", Map.of("cause", "requested"));
        awaitState(vm, "stopped");
        String key = UUID.randomUUID().toString();
        Response delete = delete("alice", "/vms/" + vm + "?purge=true", key);
        assertThat(delete.statusCode()).isEqualTo(202);
        world.tell(world.directive(vm, "absent", 2), "absent", Map.of());
        assertThat(ended(delete.jsonPath().getString("id")).getString("state")).isEqualTo("succeeded");
        eventually().until(() -> get("alice", "/vms/" + vm).statusCode() == 404);
        assertThat(delete("alice", "/vms/" + vm + "?purge=true", key).asString())
                .isEqualTo(delete.asString());
        assertProblem(delete("alice", "/vms/" + vm), 404, "VM_NOT_FOUND");
    }

    @Test
    void a_refused_port_ends_the_creation_with_the_reason() {
        Created created = create(Map.of());
        world.refusePort(created.vm());

        JsonPath operation = ended(created.operation());
        assertThat(operation.getString("state")).isEqualTo("failed");
        assertThat(operation.getString("problem.code")).isEqualTo("NETWORK_FULL");
        assertThat(operation.getString("problem.detail")).isEqualTo("no free address");
        world.awaitEvent("creation-failed", created.vm());
        awaitState(created.vm(), "failed");
        assertProblem(post("alice", "/vms/" + created.vm() + "/start", ""), 409, "VM_BROKEN");
        assertThat(delete("alice", "/vms/" + created.vm()).statusCode()).isEqualTo(202);
    }

    @Test
    void refused_memory_ends_the_start_leads_back_and_a_late_grant_changes_nothing() {
        Created created = create(Map.of());
        world.allocatePort(created.vm());
        TopicLog.Entry placed = world.awaitEvent("placed", created.vm());
        world.bindPort(created.vm(), placed, 3);
        world.awaitEvent("port-bound", created.vm());
        world.refuseMemory(created.vm(), placed);
        world.giveBackPort(created.vm(), 1);

        JsonPath operation = ended(created.operation());
        assertThat(operation.getString("state")).isEqualTo("failed");
        assertThat(operation.getString("problem.code")).isEqualTo("NO_MEMORY");
        TopicLog.Entry failed = world.awaitEvent("start-failed", created.vm());
        assertThat(failed.number("epoch")).isEqualTo(1);
        assertThat(failed.text("nodeId")).isEqualTo(world.node);
        world.grantMemory(created.vm(), placed);
        awaitState(created.vm(), "stopped");
        assertThat(world.directives.all()).noneMatch(entry -> entry.key().endsWith(created.vm()));
    }

    @Test
    void a_start_that_the_node_cannot_carry_out_ends_with_its_reason() {
        Created created = create(Map.of());
        TopicLog.Entry directive = world.startDirective(created.vm());
        world.tell(directive, "start-failed", Map.of("code", "DISK_BROKEN", "detail", "no such file"));
        world.giveBackMemory(created.vm(), 1);
        world.giveBackPort(created.vm(), 1);

        JsonPath operation = ended(created.operation());
        assertThat(operation.getString("state")).isEqualTo("failed");
        assertThat(operation.getString("problem.code")).isEqualTo("DISK_BROKEN");
        assertThat(operation.getString("problem.detail")).isEqualTo("no such file");
        awaitState(created.vm(), "stopped");
    }

    @Test
    void a_machine_too_large_for_every_node_stays_stopped_and_says_why() {
        Created created = create(Map.of("memoryBytes", 16L << 30));
        world.allocatePort(created.vm());

        JsonPath operation = ended(created.operation());
        assertThat(operation.getString("problem.code")).isEqualTo("NO_NODE");
        assertThat(operation.getString("problem.detail")).contains("needs 16 GiB, has 8 GiB");
        awaitState(created.vm(), "stopped");
    }

    @Test
    void whoever_does_not_answer_in_time_ends_the_operation_and_after_the_directive_only_the_node_does() {
        Created withoutPort = create(Map.of());
        Created withoutGrants = create(Map.of());
        Created withoutFact = create(Map.of());
        world.allocatePort(withoutGrants.vm());
        TopicLog.Entry directive = world.startDirective(withoutFact.vm());

        assertThat(ended(withoutPort.operation()).getString("problem.code")).isEqualTo("NETWORK_DID_NOT_ANSWER");
        awaitState(withoutPort.vm(), "failed");
        assertThat(ended(withoutGrants.operation()).getString("problem.code")).isEqualTo("GRANTS_DID_NOT_COME");
        awaitState(withoutGrants.vm(), "stopped");

        TopicLog.Entry withdrawn = world.directive(withoutFact.vm(), "stopped", 2);
        assertThat(withdrawn.text("stopMode")).isEqualTo("forced");
        world.tell(directive, "running", Map.of());
        assertThat(get("alice", "/operations/" + withoutFact.operation())
                        .jsonPath()
                        .getString("state"))
                .isEqualTo("running");
        world.tell(withdrawn, "stopped", Map.of("cause", "requested"));
        world.giveBackMemory(withoutFact.vm(), 1);
        world.giveBackPort(withoutFact.vm(), 1);
        JsonPath operation = ended(withoutFact.operation());
        assertThat(operation.getString("state")).isEqualTo("failed");
        assertThat(operation.getString("problem.code")).isEqualTo("NODE_DID_NOT_ANSWER");
        assertThat(world.awaitEvent("start-failed", withoutFact.vm()).number("epoch"))
                .isEqualTo(2);
    }

    @Test
    void a_fact_that_another_node_tells_of_this_machine_is_not_believed() {
        Created created = create(Map.of());
        TopicLog.Entry directive = world.startDirective(created.vm());
        try (Surroundings stranger = new Surroundings()) {
            stranger.tell(directive, "start-failed", Map.of("code", "FORGED", "detail", ""));
            stranger.enrol(1);
            stranger.awaitEnrolled();
        }
        world.tell(directive, "running", Map.of());
        assertThat(ended(created.operation()).getString("state")).isEqualTo("succeeded");
    }

    @Test
    void a_machine_is_shown_as_it_was_with_what_changed_it() {
        String vm = running().vm();
        JsonPath life = get("bob", "/vms/" + vm + "/diff").jsonPath();
        assertThat(life.getString("events[0].type")).isEqualTo(Surroundings.VM + "defined.v1");
        assertThat(life.<String>getList("changes.field")).contains("state", "nodeId");
        String defined = life.getString("events[0].time");

        assertThat(get("bob", "/vms/" + vm + "?asOf=" + defined).jsonPath().getString("state"))
                .isEqualTo("provisioning");
        JsonPath since = get("bob", "/vms/" + vm + "/diff?from=" + defined).jsonPath();
        assertThat(since.getString("changes.find { it.field == 'state' }.before"))
                .isEqualTo("provisioning");
        assertThat(since.getString("changes.find { it.field == 'state' }.after"))
                .isEqualTo("running");
        assertThat(since.<String>getList("events.type"))
                .contains(Surroundings.VM + "started.v1")
                .doesNotContain(Surroundings.VM + "defined.v1");
        assertThat(get("oscar", "/nodes/" + world.node + "?asOf=" + defined)
                        .jsonPath()
                        .<Object>get("lastSeen"))
                .isNull();
        assertProblem(get("alice", "/vms/" + vm + "/console?asOf=" + defined), 400, "NOT_OF_THE_PAST");
    }

    @Test
    void every_read_model_rebuilds_to_the_same_rows() {
        running();
        assertProblem(post("alice", "/views/vm/rebuild", ""), 403, "ACCESS_DENIED");
        List<String> views = get("oscar", "/views").jsonPath().getList("items.name");
        assertThat(views).containsExactly("image", "node", "operation", "process", "vm");
        for (String view : views) {
            assertThat(post("oscar", "/views/" + view + "/rebuild", "").statusCode())
                    .isEqualTo(200);
            eventually()
                    .until(() -> Boolean.TRUE.equals(
                            get("oscar", "/views/" + view).jsonPath().get("rebuilt.same")));
        }
    }

    @Test
    void an_operation_is_cancelled_while_no_node_was_told_and_refused_afterwards() {
        Created waiting = shown(create(Map.of()));
        assertProblem(cancel("bob", waiting), 403, "ACCESS_DENIED");
        Response cancelled = cancel("alice", waiting);
        assertThat(cancelled.statusCode()).as(cancelled.asString()).isEqualTo(202);
        assertThat(ended(waiting.operation()).getString("problem.code")).isEqualTo("CANCELLED");
        world.awaitEvent("creation-failed", waiting.vm());
        assertProblem(cancel("alice", waiting), 409, "NOT_CANCELLABLE");

        Created placed = shown(create(Map.of()));
        world.allocatePort(placed.vm());
        world.awaitEvent("placed", placed.vm());
        assertThat(cancel("alice", placed).statusCode()).isEqualTo(202);
        assertThat(ended(placed.operation()).getString("problem.code")).isEqualTo("CANCELLED");
        assertThat(world.awaitEvent("start-failed", placed.vm()).text("nodeId")).isEqualTo(world.node);
        awaitState(placed.vm(), "stopped");

        Created directed = create(Map.of());
        TopicLog.Entry directive = world.startDirective(directed.vm());
        assertProblem(cancel("alice", shown(directed)), 409, "NOT_CANCELLABLE");
        world.tell(directive, "running", Map.of());
        assertThat(ended(directed.operation()).getString("state")).isEqualTo("succeeded");
        assertThat(get("alice", "/operations?actor=me&limit=1000").jsonPath().<String>getList("items.id"))
                .contains(waiting.operation(), directed.operation());
        assertThat(get("bob", "/operations?actor=me").jsonPath().<String>getList("items.id"))
                .isEmpty();
    }

    private static Response cancel(String user, Created created) {
        return post(user, "/operations/" + created.operation() + "/cancel", "");
    }

    private static Created shown(Created created) {
        eventually()
                .until(() -> get("alice", "/operations/" + created.operation()).statusCode() == 200);
        return created;
    }

    @Test
    void who_may_not_is_denied_and_that_is_recorded() {
        assertProblem(post("bob", "/vms", machine(image, Map.of())), 403, "ACCESS_DENIED");
        TopicLog.Entry refused = world.events.await(
                "bob's refusal",
                entry -> entry.type().equals("tidemark.compute.request.refused.v1")
                        && entry.header("ce_actor").contains(Realm.BOB)
                        && entry.text("action").equals("create-vm"));
        assertThat(refused.text("code")).isEqualTo("ACCESS_DENIED");
        assertThat(refused.header("ce_correlationid")).isNotEmpty();

        String vm = create(Map.of("start", false)).vm();
        eventually().until(() -> get("bob", "/vms/" + vm).statusCode() == 200);
        assertProblem(post("bob", "/vms/" + vm + "/start", ""), 403, "ACCESS_DENIED");
        assertProblem(post("bob", "/vms/" + vm + "/stop", "{}"), 403, "ACCESS_DENIED");
        assertProblem(delete("bob", "/vms/" + vm), 403, "ACCESS_DENIED");
        assertProblem(
                post(
                        "alice",
                        "/vms",
                        machine(image, Map.of("tenantId", UUID.randomUUID().toString()))),
                403,
                "ACCESS_DENIED");
    }
}
