package io.tidemark.compute;

import static io.tidemark.compute.Api.assertProblem;
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
import io.tidemark.testkit.real.RealParts;
import io.tidemark.testkit.real.TopicLog;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What operators see of processes and may do about them. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(ComputeParts.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProcessTest {
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

    private record Created(String vm, String process) {}

    private Created create() {
        Response answer = post("alice", "/vms", machine(image, Map.of()));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        return new Created(
                answer.jsonPath().getString("target.id"), answer.jsonPath().getString("id"));
    }

    private Created running() {
        Created created = create();
        world.tell(world.startDirective(created.vm()), "running", Map.of());
        awaitState(created.vm(), "running");
        return created;
    }

    private static JsonPath process(String id) {
        return get("oscar", "/processes/" + id).jsonPath();
    }

    private static JsonPath awaitStep(String id, String step) {
        return eventually().until(() -> process(id), shown -> step.equals(shown.getString("waitsFor.step")));
    }

    private static JsonPath awaitProcess(String id, String state) {
        return eventually().until(() -> process(id), shown -> state.equals(shown.getString("state")));
    }

    @Test
    void a_process_says_what_it_waits_for_on_whom_until_when_and_each_step_with_its_event() {
        Created created = create();
        JsonPath first = awaitStep(created.process(), "port");
        assertThat(first.getString("state")).isEqualTo("waiting");
        assertThat(first.<String>getList("waitsFor.on")).containsExactly("network");
        assertThat(first.getString("waitsFor.deadline")).isGreaterThan(first.getString("waitsFor.since"));
        assertThat(first.getInt("waitsFor.attempts")).isEqualTo(1);

        world.allocatePort(created.vm());
        TopicLog.Entry placed = world.awaitEvent("placed", created.vm());
        assertThat(awaitStep(created.process(), "grants").<String>getList("waitsFor.on"))
                .containsExactly("memory-broker", "network");
        world.grantMemory(created.vm(), placed);
        eventually()
                .until(() -> process(created.process()).getList("waitsFor.on").equals(List.of("network")));
        world.bindPort(created.vm(), placed, 7);
        JsonPath started = awaitStep(created.process(), "start");
        assertThat(started.getString("state")).isEqualTo("running");
        assertThat(started.<String>getList("waitsFor.on")).containsExactly("node/" + world.node);
        world.tell(world.directive(created.vm(), "running", 1), "running", Map.of());

        JsonPath ended = awaitProcess(created.process(), "ended");
        assertThat(ended.<Object>get("problem")).isNull();
        assertThat(ended.<String>getList("steps.eventId"))
                .contains(placed.header("ce_id"))
                .doesNotHaveDuplicates();
        String then = started.getString("steps[0].at");
        assertThat(get("oscar", "/processes/" + created.process() + "?asOf=" + then)
                        .jsonPath()
                        .getString("waitsFor.step"))
                .isEqualTo("port");
    }

    @Test
    void a_failed_start_is_compensated_in_reverse_order_and_shows_it() {
        Created created = create();
        TopicLog.Entry directive = world.startDirective(created.vm());
        world.tell(directive, "start-failed", Map.of("code", "DISK_BROKEN", "detail", "no such file"));

        JsonPath releasing = awaitStep(created.process(), "release");
        assertThat(releasing.getString("state")).isEqualTo("compensating");
        assertThat(releasing.<String>getList("waitsFor.on")).containsExactly("memory-broker");
        assertThat(releasing.getString("problem.code")).isEqualTo("DISK_BROKEN");
        assertThat(get("alice", "/operations/" + created.process()).jsonPath().getString("state"))
                .isEqualTo("running");
        world.giveBackMemory(created.vm(), 1);
        awaitStep(created.process(), "unbinding");
        world.giveBackPort(created.vm(), 1);

        JsonPath ended = awaitProcess(created.process(), "ended");
        assertThat(ended.<String>getList("compensations.what")).containsExactly("memory", "port");
        assertThat(ended.<String>getList("compensations.outcome")).containsExactly("confirmed", "confirmed");
        assertThat(ended(created.process()).getString("problem.code")).isEqualTo("DISK_BROKEN");
    }

    /** Whatever a part of the service had under way is lost with its connection, as when the service is killed. */
    @Test
    void a_compensation_whose_service_is_cut_off_at_every_step_goes_on() {
        Created created = create();
        TopicLog.Entry directive = world.startDirective(created.vm());
        world.tell(directive, "start-failed", Map.of("code", "DISK_BROKEN", "detail", "no such file"));
        DatabaseCut.all();
        world.giveBackMemory(created.vm(), 1);
        DatabaseCut.all();
        world.giveBackPort(created.vm(), 1);
        DatabaseCut.all();

        JsonPath ended = eventually()
                .until(
                        () -> get("oscar", "/processes/" + created.process()),
                        answer -> answer.statusCode() == 200
                                && "ended".equals(answer.jsonPath().getString("state")))
                .jsonPath();
        assertThat(ended.<String>getList("compensations.what")).containsExactly("memory", "port");
        world.awaitEvent("start-failed", created.vm());
        // A relay that is cut off may publish an event again, but it is the same event.
        assertThat(world.events.all())
                .filteredOn(entry -> entry.type().equals(Surroundings.VM + "compensation-asked.v1")
                        && entry.key().equals(created.vm()))
                .extracting(entry -> entry.header("ce_id"))
                .satisfies(ids -> assertThat(Set.copyOf(ids)).hasSize(2));
    }

    @Test
    void what_a_node_tells_unasked_ends_what_is_under_way() {
        Created created = create();
        TopicLog.Entry directive = world.startDirective(created.vm());
        world.tellUnasked(directive, "stopped", Map.of("cause", "crashed"));
        world.giveBackMemory(created.vm(), 1);
        world.giveBackPort(created.vm(), 1);

        assertThat(ended(created.process()).getString("problem.code")).isEqualTo("GUEST_CRASHED");
        assertThat(awaitProcess(created.process(), "ended").getString("problem.code"))
                .isEqualTo("GUEST_CRASHED");
    }

    /** Under the epoch of a start that is being prepared its node hears nothing else: it would refuse the start. */
    @Test
    void asking_again_for_grants_does_not_spoil_the_start_that_they_are_for() {
        String vm = running().vm();
        post("alice", "/vms/" + vm + "/stop", "{\"mode\":\"forced\"}");
        world.tell(world.directive(vm, "stopped", 1), "stopped", Map.of("cause", "requested"));
        awaitState(vm, "stopped");
        String process = post("alice", "/vms/" + vm + "/start", "").jsonPath().getString("id");
        awaitStep(process, "grants");
        assertThat(post("oscar", "/processes/" + process + "/retry", "").statusCode())
                .isEqualTo(202);
        TopicLog.Entry again = world.awaitEvent("asked-again", vm);
        world.grantMemory(vm, again);
        world.bindPort(vm, again, 9);

        TopicLog.Entry directive = world.directive(vm, "running", 2);
        assertThat(directive.number("generation")).isEqualTo(1);
        assertThat(world.directives.all())
                .noneMatch(entry -> entry.key().equals("compute/vm/" + vm)
                        && entry.number("epoch") == 2
                        && !entry.text("desired").equals("running"));
    }

    @Test
    void asking_for_what_is_so_already_is_an_operation_that_has_ended() {
        Created created = running();
        Response again = post("alice", "/vms/" + created.vm() + "/start", "");
        assertThat(again.statusCode()).isEqualTo(202);
        JsonPath operation = ended(again.jsonPath().getString("id"));
        assertThat(operation.getString("state")).isEqualTo("succeeded");
        assertThat(operation.getString("kind")).isEqualTo("start-vm");
        assertThat(operation.getString("target.id")).isEqualTo(created.vm());
    }

    @Test
    void a_stop_in_another_manner_is_the_same_operation() {
        Created created = running();
        String path = "/vms/" + created.vm() + "/stop";
        String asked = post("alice", path, "{\"mode\":\"graceful\"}").jsonPath().getString("id");
        assertThat(post("alice", path, "{\"mode\":\"forced\"}").jsonPath().getString("id"))
                .isEqualTo(asked);
        TopicLog.Entry forced = world.directives.await(
                "the forced stop",
                entry -> entry.key().equals("compute/vm/" + created.vm())
                        && entry.text("stopMode").equals("forced"));
        world.tell(forced, "stopped", Map.of("cause", "requested"));
        assertThat(ended(asked).getString("state")).isEqualTo("succeeded");
    }

    @Test
    void nobody_giving_back_does_not_hold_the_process_for_ever() {
        Created created = create();
        TopicLog.Entry directive = world.startDirective(created.vm());
        world.tell(directive, "start-failed", Map.of("code", "DISK_BROKEN", "detail", "no such file"));

        JsonPath ended = awaitProcess(created.process(), "ended");
        assertThat(ended.<String>getList("compensations.outcome")).containsExactly("timed-out", "timed-out");
        world.awaitEvent("start-failed", created.vm());
    }

    @Test
    void what_is_waited_for_is_asked_for_again_and_doubled_it_has_one_effect() {
        Created created = running();
        Response stop = post("alice", "/vms/" + created.vm() + "/stop", "{\"mode\":\"forced\"}");
        String process = stop.jsonPath().getString("id");
        world.directive(created.vm(), "stopped", 1);
        JsonPath stuck = awaitProcess(process, "stuck");
        assertThat(stuck.getString("problem.code")).isEqualTo("NODE_DID_NOT_ANSWER");
        world.awaitEvent("step-overdue", created.vm());

        String key = UUID.randomUUID().toString();
        assertProblem(post("bob", "/processes/" + process + "/retry", ""), 403, "ACCESS_DENIED");
        assertThat(post("oscar", "/processes/" + process + "/retry", "", key).statusCode())
                .isEqualTo(202);
        assertThat(post("oscar", "/processes/" + process + "/retry", "", key).statusCode())
                .isEqualTo(202);
        assertThat(post("oscar", "/processes/" + process + "/retry", "").statusCode())
                .isEqualTo(202);
        TopicLog.Entry again = world.directives.await(
                "the second asking",
                entry -> entry.key().equals("compute/vm/" + created.vm()) && entry.number("generation") == 2);
        assertThat(again.text("desired")).isEqualTo("stopped");
        assertThat(awaitProcess(process, "running").getInt("waitsFor.attempts")).isEqualTo(3);

        world.tell(again, "stopped", Map.of("cause", "requested"));
        world.tell(again, "stopped", Map.of("cause", "requested"));
        assertThat(ended(process).getString("state")).isEqualTo("succeeded");
        assertThat(world.events.all())
                .filteredOn(entry -> entry.type().equals(Surroundings.VM + "stopped.v1")
                        && entry.key().equals(created.vm()))
                .hasSize(1);
        assertProblem(post("oscar", "/processes/" + process + "/retry", ""), 409, "NOTHING_AWAITED");
    }

    @Test
    void an_operator_cancels_as_whoever_began_it_may_and_not_what_has_ended() {
        Created created = create();
        awaitStep(created.process(), "port");
        assertProblem(post("bob", "/processes/" + created.process() + "/cancel", ""), 403, "ACCESS_DENIED");
        assertThat(post("oscar", "/processes/" + created.process() + "/cancel", "")
                        .statusCode())
                .isEqualTo(202);
        assertThat(ended(created.process()).getString("problem.code")).isEqualTo("CANCELLED");
        awaitProcess(created.process(), "ended");
        assertProblem(post("oscar", "/processes/" + created.process() + "/cancel", ""), 409, "NOT_CANCELLABLE");
    }

    @Test
    void processes_are_listed_by_state_for_those_who_may_see_them() {
        Created created = create();
        awaitStep(created.process(), "port");
        for (String who : List.of("oscar", "alice")) {
            assertThat(get(who, "/processes?state=waiting&vmId=" + created.vm())
                            .jsonPath()
                            .<String>getList("items.id"))
                    .as(who)
                    .containsExactly(created.process());
        }
        assertThat(get("oscar", "/processes?state=stuck&vmId=" + created.vm())
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
        assertThat(get("alice", "/processes/" + created.process()).statusCode()).isEqualTo(200);
        assertProblem(post("alice", "/processes/" + created.process() + "/retry", ""), 403, "ACCESS_DENIED");
        assertProblem(post("alice", "/processes/" + created.process() + "/cancel", ""), 403, "ACCESS_DENIED");
        assertThat(get("bob", "/processes").jsonPath().getList("items")).isEmpty();
        assertProblem(get("bob", "/processes/" + created.process()), 403, "ACCESS_DENIED");
        String unknown = "/processes/" + UUID.randomUUID();
        assertProblem(get("oscar", unknown), 404, "NOT_FOUND");
        assertProblem(post("oscar", unknown + "/retry", ""), 404, "NOT_FOUND");
        assertProblem(post("oscar", unknown + "/cancel", ""), 404, "NOT_FOUND");
    }

    @Test
    void a_machine_that_its_node_shows_otherwise_is_mended_by_asking_the_node() {
        Created created = running();
        String path = "/vms/" + created.vm() + "/reconcile";
        assertProblem(post("alice", path, ""), 403, "ACCESS_DENIED");
        assertProblem(post("oscar", "/vms/" + UUID.randomUUID() + "/reconcile", ""), 404, "NOT_FOUND");
        awaitVerdict(path, "agrees", Map.of(created.vm(), 1L));
        assertThat(asked(created.vm())).isEmpty();

        JsonPath found = awaitVerdict(path, "differs", Map.of());
        assertThat(found.getString("recorded")).isEqualTo("running");
        assertThat(found.getString("shown")).contains("does not run it");
        assertThat(found.getString("asked")).isEqualTo(world.node);
        TopicLog.Entry again = world.directives.await(
                "the question",
                entry -> entry.key().equals("compute/vm/" + created.vm()) && entry.number("generation") == 1);
        assertThat(again.text("desired")).isEqualTo("running");
        assertThat(world.awaitEvent("asked-again", created.vm()).text("step")).isEqualTo("look");
        world.tell(again, "stopped", Map.of("cause", "crashed"));
        awaitState(created.vm(), "stopped");
        assertThat(asked(created.vm())).hasSize(1);
    }

    private List<TopicLog.Entry> asked(String vm) {
        return world.events.all().stream()
                .filter(entry -> entry.type().equals(Surroundings.VM + "asked-again.v1")
                        && entry.key().equals(vm))
                .toList();
    }

    /** Measurements are not recorded: the node shows the guests until the service has seen it. */
    private JsonPath awaitVerdict(String path, String verdict, Map<String, Long> guests) {
        return eventually()
                .until(
                        () -> {
                            world.measure(guests);
                            return post("oscar", path, "").jsonPath();
                        },
                        found -> verdict.equals(found.getString("verdict")));
    }
}
