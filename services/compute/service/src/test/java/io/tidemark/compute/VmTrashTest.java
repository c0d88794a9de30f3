package io.tidemark.compute;

import static io.tidemark.compute.Api.as;
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
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tidemark.eventstore.Json;
import io.tidemark.testkit.real.RealParts;
import io.tidemark.testkit.real.TopicLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A deleted machine as its owner meets it: kept, shown when asked for, brought back, or removed for good. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(ComputeParts.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VmTrashTest {
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

    private static String created(String user, String json) {
        Response answer = post(user, "/vms", json);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        return answer.jsonPath().getString("target.id");
    }

    /** Stopped, with its disk on the node. */
    private String stopped() {
        String vm = created("alice", machine(image, Map.of("name", "web-" + image)));
        world.tell(world.startDirective(vm), "running", Map.of());
        awaitState(vm, "running");
        post("alice", "/vms/" + vm + "/stop", "{\"mode\":\"forced\"}");
        world.tell(world.directive(vm, "stopped", 1), "stopped", Map.of("cause", "requested"));
        awaitState(vm, "stopped");
        return vm;
    }

    private String neverStarted(String user, String json) {
        String vm = created(user, json);
        world.allocatePort(vm);
        eventually()
                .until(() ->
                        "stopped".equals(get("oscar", "/vms/" + vm).jsonPath().getString("state")));
        return vm;
    }

    private static JsonPath done(Response accepted) {
        assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(202);
        JsonPath operation = ended(accepted.jsonPath().getString("id"));
        assertThat(operation.getString("state")).as(operation.prettify()).isEqualTo("succeeded");
        return operation;
    }

    private static JsonPath shown(String vm) {
        return get("alice", "/vms/" + vm).jsonPath();
    }

    private List<String> listed(String more) {
        return get("alice", "/vms?name=web-" + image + more).jsonPath().getList("items.id", String.class);
    }

    @Test
    void a_deleted_machine_keeps_what_is_its_own_and_is_shown_when_asked_for() {
        String vm = stopped();
        JsonPath before = shown(vm);
        String key = UUID.randomUUID().toString();

        Response deleted = delete("alice", "/vms/" + vm, key);

        assertThat(done(deleted).getString("kind")).isEqualTo("delete-vm");
        awaitState(vm, "deleted");
        JsonPath kept = shown(vm);
        assertThat(Instant.parse(kept.getString("purgeAt")))
                .isBetween(
                        Instant.now().plus(Duration.ofHours(23)), Instant.now().plus(Duration.ofHours(24)));
        for (String own : List.of("name", "nodeId", "epoch", "ports", "diskBytes", "imageId")) {
            assertThat(kept.<Object>get(own)).as(own).isEqualTo(before.get(own));
        }
        assertThat(listed("")).isEmpty();
        assertThat(listed("&state=deleted")).containsExactly(vm);
        assertThat(listed("&state=stopped")).isEmpty();
        assertProblem(delete("alice", "/images/" + image), 409, "IMAGE_IN_USE");

        assertThat(delete("alice", "/vms/" + vm, key).asString()).isEqualTo(deleted.asString());
        assertProblem(delete("alice", "/vms/" + vm + "?purge=true", key), 422, "IDEMPOTENCY_KEY_REUSED");
        done(delete("alice", "/vms/" + vm));
        assertThat(shown(vm).getString("purgeAt")).isEqualTo(kept.getString("purgeAt"));
        assertProblem(post("alice", "/vms/" + vm + "/start", ""), 409, "VM_DELETED");
        assertProblem(post("alice", "/vms/" + vm + "/stop", "{\"mode\":\"forced\"}"), 409, "VM_DELETED");
        assertThat(world.everything())
                .noneMatch(entry -> entry.type().equals(Surroundings.VM + "delete-directed.v1")
                        && entry.text("vmId").equals(vm));
    }

    @Test
    void an_undeleted_machine_starts_with_the_disk_it_had_and_the_past_shows_each_state() {
        String vm = stopped();
        Response deleted = delete("alice", "/vms/" + vm);
        done(deleted);
        awaitState(vm, "deleted");
        Response renamed = as("alice")
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Json.write(Map.of("name", "web-" + image + "-old")))
                .put(Api.BASE + "/vms/" + vm + "/name");
        assertThat(renamed.statusCode()).isEqualTo(200);

        Response undeleted = post("alice", "/vms/" + vm + "/undelete", "");

        assertThat(done(undeleted).getString("kind")).isEqualTo("undelete-vm");
        awaitState(vm, "stopped");
        assertThat(shown(vm).<Object>get("purgeAt")).isNull();
        assertThat(shown(vm).getString("name")).endsWith("-old");
        done(post("alice", "/vms/" + vm + "/undelete", ""));
        String then = "&asOf=" + deleted.header("Tidemark-Position");
        assertThat(listed(then)).isEmpty();
        assertThat(listed("&state=deleted" + then)).containsExactly(vm);
        assertThat(get("alice", "/vms/" + vm + "?" + then.substring(1))
                        .jsonPath()
                        .getString("state"))
                .isEqualTo("deleted");

        String start = post("alice", "/vms/" + vm + "/start", "").jsonPath().getString("id");
        TopicLog.Entry placed = world.events.await(
                "the second placing",
                entry -> entry.type().equals(Surroundings.VM + "placed.v1")
                        && entry.text("vmId").equals(vm)
                        && entry.number("epoch") == 2);
        world.grantMemory(vm, placed);
        world.bindPort(vm, placed, 9);
        TopicLog.Entry directive = world.directive(vm, "running", 2);
        assertThat(directive.body().at("/disks/0/volumeId").asText()).isEqualTo(vm);
        world.tell(directive, "running", Map.of());
        assertThat(ended(start).getString("state")).isEqualTo("succeeded");
        assertProblem(post("alice", "/vms/" + vm + "/undelete", ""), 409, "VM_NOT_DELETED");
        assertProblem(delete("alice", "/vms/" + vm + "?purge=true"), 409, "VM_NOT_STOPPED");
        assertProblem(delete("alice", "/vms/" + vm), 409, "VM_NOT_STOPPED");
    }

    @Test
    void a_purged_machine_is_gone_once_its_node_has_removed_the_disk_and_comes_too_late_to_be_undeleted() {
        String vm = stopped();
        Response deleted = delete("alice", "/vms/" + vm);
        done(deleted);
        assertThat(delete("alice", "/vms/" + vm + "?purge=perhaps").statusCode())
                .isEqualTo(400);

        Response purged = delete("alice", "/vms/" + vm + "?purge=true");

        TopicLog.Entry absent = world.directive(vm, "absent", 1);
        assertThat(delete("alice", "/vms/" + vm + "?purge=true").jsonPath().getString("id"))
                .isEqualTo(purged.jsonPath().getString("id"));
        assertProblem(post("alice", "/vms/" + vm + "/undelete", ""), 409, "VM_BEING_REMOVED");
        awaitState(vm, "deleting");
        assertThat(shown(vm).<Object>get("purgeAt")).isNull();
        world.tell(absent, "absent", Map.of());
        done(purged);
        eventually().until(() -> get("alice", "/vms/" + vm).statusCode() == 404);
        assertProblem(post("alice", "/vms/" + vm + "/undelete", ""), 404, "VM_NOT_FOUND");
        assertThat(listed("&state=deleted")).isEmpty();
        assertThat(get("alice", "/vms/" + vm + "?asOf=" + deleted.header("Tidemark-Position"))
                        .jsonPath()
                        .getString("state"))
                .isEqualTo("deleted");
    }

    @Test
    void who_may_not_and_who_is_of_another_tenant_is_denied_each_of_them() {
        String own = neverStarted("alice", machine(image, Map.of("start", false)));
        done(delete("alice", "/vms/" + own));
        Response purge = delete("bob", "/vms/" + own + "?purge=true");
        assertProblem(purge, 403, "ACCESS_DENIED");
        assertThat(purge.jsonPath().getString("detail")).contains("compute.vm.purge");
        assertProblem(post("bob", "/vms/" + own + "/undelete", ""), 403, "ACCESS_DENIED");

        String anyones = as("oscar")
                .contentType("application/octet-stream")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .queryParam("name", "public")
                .body(new byte[1 << 20])
                .post(Api.BASE + "/images")
                .jsonPath()
                .getString("id");
        eventually().until(() -> get("oscar", "/images/" + anyones).statusCode() == 200);
        String tenant = UUID.randomUUID().toString();
        String other = neverStarted("oscar", machine(anyones, Map.of("tenantId", tenant, "start", false)));
        assertThat(delete("oscar", "/vms/" + other).statusCode()).isEqualTo(202);
        for (String query : List.of("", "?purge=true")) {
            assertProblem(delete("alice", "/vms/" + other + query), 403, "ACCESS_DENIED");
        }
        assertProblem(post("alice", "/vms/" + other + "/undelete", ""), 403, "ACCESS_DENIED");
        assertThat(get("alice", "/vms?state=deleted&tenantId=" + tenant)
                        .jsonPath()
                        .<Object>getList("items"))
                .isEmpty();
        assertProblem(post("alice", "/vms/" + UUID.randomUUID() + "/undelete", ""), 404, "VM_NOT_FOUND");
    }
}
