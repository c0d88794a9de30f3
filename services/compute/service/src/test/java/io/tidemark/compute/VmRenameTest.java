package io.tidemark.compute;

import static io.tidemark.compute.Api.as;
import static io.tidemark.compute.Api.assertProblem;
import static io.tidemark.compute.Api.eventually;
import static io.tidemark.compute.Api.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tidemark.eventstore.Json;
import io.tidemark.testkit.real.RealParts;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A machine's name is a label: it changes at once, whatever the machine is in the middle of. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(ComputeParts.class)
class VmRenameTest {
    @Test
    void a_machine_is_renamed_once_for_each_key_and_found_under_its_name_of_then() {
        try (Surroundings world = Surroundings.ready()) {
            String vm = provisioning(world);
            String key = UUID.randomUUID().toString();
            String name = "web-" + vm;

            Response renamed = rename("alice", vm, Map.of("name", name), key);
            String before = renamed.header("Tidemark-Position");
            assertThat(renamed.statusCode()).as(renamed.asString()).isEqualTo(200);
            assertThat(renamed.jsonPath().getString("name")).isEqualTo(name);
            Response again = rename(
                    "alice",
                    vm,
                    Map.of("name", "other-" + vm),
                    UUID.randomUUID().toString());
            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(rename("alice", vm, Map.of("name", name), key).asString())
                    .isEqualTo(renamed.asString());

            eventually().until(() -> named("other-" + vm, "").equals(List.of(vm)));
            assertThat(named(name, "")).isEmpty();
            assertThat(named(name, "&asOf=" + before)).containsExactly(vm);
            world.allocatePort(vm);
            Surroundings.awaitState(vm, "starting");
            assertThat(get("alice", "/vms/" + vm).jsonPath().getString("name")).isEqualTo("other-" + vm);
        }
    }

    @Test
    void what_is_under_way_can_still_be_ended_under_its_operation() {
        try (Surroundings world = Surroundings.ready()) {
            world.awaitEnrolled();
            Response created = Api.post("alice", "/vms", Api.machine(Api.image(), Map.of()));
            String operation = created.jsonPath().getString("id");
            String vm = created.jsonPath().getString("target.id");
            Surroundings.awaitState(vm, "provisioning");
            assertThat(rename("alice", vm, Map.of("name", "web2")).statusCode()).isEqualTo(200);

            Response cancelled = Api.post("alice", "/operations/" + operation + "/cancel", "");

            assertThat(cancelled.statusCode()).as(cancelled.asString()).isLessThan(300);
            eventually()
                    .until(() ->
                            get("alice", "/operations/" + operation).asString().contains("CANCELLED"));
        }
    }

    @Test
    void what_cannot_be_a_name_who_may_not_and_what_is_not_there_are_refused() {
        try (Surroundings world = Surroundings.ready()) {
            String vm = provisioning(world);

            assertProblem(rename("alice", vm, Map.of("name", " ")), 400, "VM_INVALID");
            assertProblem(rename("alice", vm, Map.of("name", "x".repeat(64))), 400, "VM_INVALID");
            assertThat(rename("alice", vm, Map.of()).statusCode()).isEqualTo(400);
            assertThat(rename("alice", vm, Map.of("name", "web2", "label", "web2"))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(rename("bob", vm, Map.of("name", "web2")).statusCode()).isEqualTo(403);
            assertProblem(rename("alice", UUID.randomUUID().toString(), Map.of("name", "web2")), 404, "VM_NOT_FOUND");
            assertThat(get("alice", "/vms/" + vm).jsonPath().getString("name")).isEqualTo("web1");
        }
    }

    private static String provisioning(Surroundings world) {
        world.awaitEnrolled();
        Response created = Api.post("alice", "/vms", Api.machine(Api.image(), Map.of()));
        assertThat(created.statusCode()).as(created.asString()).isEqualTo(202);
        String vm = created.jsonPath().getString("target.id");
        Surroundings.awaitState(vm, "provisioning");
        return vm;
    }

    private static List<String> named(String name, String more) {
        return get("alice", "/vms?name=" + name + more).jsonPath().getList("items.id", String.class);
    }

    private static Response rename(String user, String vm, Map<String, ?> body) {
        return rename(user, vm, body, UUID.randomUUID().toString());
    }

    private static Response rename(String user, String vm, Map<String, ?> body, String key) {
        return as(user).contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(Json.write(body))
                .put(Api.BASE + "/vms/" + vm + "/name");
    }
}
