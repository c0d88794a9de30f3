package io.tidemark.identity;

import static io.tidemark.identity.Api.delete;
import static io.tidemark.identity.Api.eventually;
import static io.tidemark.identity.Api.get;
import static io.tidemark.identity.Api.post;
import static io.tidemark.identity.Api.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.testkit.real.RealParts;
import io.tidemark.testkit.real.Realm;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(IdentityParts.class)
class AccessTest {
    private static final String VIEWER = "71de0004-0000-4000-8000-000000000004";
    private static final String TENANT_ADMIN = "71de0004-0000-4000-8000-000000000005";

    @BeforeEach
    void access() {
        Api.awaitAccess();
    }

    @Test
    void everybody_learns_who_they_are_and_what_they_hold() {
        Response alice = get("alice", "/whoami");

        assertThat(alice.statusCode()).isEqualTo(200);
        assertThat(alice.jsonPath().getString("subject")).isEqualTo(Realm.ALICE);
        assertThat(alice.jsonPath().getList("groups")).containsExactly(Realm.ACME_MEMBERS);
        assertThat(alice.jsonPath().getList("privileges.path")).contains(Realm.ACME_PATH);
        assertThat(alice.jsonPath().getList("privileges.privileges.flatten()")).contains("compute.vm.*");
        assertThat(alice.header("Tidemark-Correlation")).isNotBlank();
    }

    @Test
    void a_fresh_platform_has_the_tenant_acme_and_lets_its_members_see_it_and_nothing_above() {
        for (String member : new String[] {"alice", "bob"}) {
            Response tenants = get(member, "/tenants");
            assertThat(tenants.jsonPath().getList("items.id")).containsExactly(Realm.ACME);
            assertThat(tenants.jsonPath().getList("items.name")).containsExactly("acme");
            assertThat(get(member, "/tenants/" + Realm.ACME).statusCode()).isEqualTo(200);
            assertThat(get(member, "/roles").jsonPath().getList("items")).isEmpty();
        }
        assertThat(get("audrey", "/roles").jsonPath().getList("items.name"))
                .contains("admin", "operator", "auditor", "viewer", "tenant-admin");
    }

    @Test
    void a_tenants_admin_sees_the_processes_of_the_tenants_machines_and_leaves_them_to_operators() {
        String path = Realm.ACME_PATH + "/vms/" + UUID.randomUUID();
        assertThat(verdict("alice", "compute.process.read", path)).isEqualTo("allowed");
        assertThat(verdict("alice", "compute.process.read", "/tenants/" + UUID.randomUUID() + "/vms/1"))
                .isEqualTo("denied");
        assertThat(verdict("alice", "compute.process.retry", path)).isEqualTo("denied");
        assertThat(verdict("alice", "compute.process.cancel", path)).isEqualTo("denied");
        assertThat(verdict("bob", "compute.process.read", path)).isEqualTo("denied");
    }

    @Test
    void alice_gives_what_she_holds_and_it_takes_effect_within_a_second_and_ends_when_revoked() {
        String giving = grant("user", Realm.BOB, TENANT_ADMIN, Realm.ACME_PATH, "allow");
        assertDenied(post("bob", "/grants", giving));

        Response given = post("alice", "/grants", giving);

        assertThat(given.statusCode()).as(given.asString()).isEqualTo(201);
        assertThat(given.header("Location"))
                .isEqualTo(Api.BASE + "/grants/" + given.jsonPath().getString("id"));
        within(Duration.ofSeconds(1), "bob", "compute.vm.create", "allowed");
        String id = given.jsonPath().getString("id");
        Response shown = Api.as("alice")
                .header("Tidemark-Position", given.header("Tidemark-Position"))
                .get(Api.BASE + "/grants/" + id);
        assertThat(shown.jsonPath().getString("givenBy")).isEqualTo(Realm.ALICE);

        assertThat(delete("alice", "/grants/" + id).statusCode()).isEqualTo(200);
        within(Duration.ofSeconds(1), "bob", "compute.vm.create", "denied");
        assertThat(delete("alice", "/grants/" + id).statusCode()).isEqualTo(200);
        eventually()
                .untilAsserted(() ->
                        assertThat(get("alice", "/grants/" + id).statusCode()).isEqualTo(404));
    }

    @Test
    void a_deny_wins_over_every_allow_until_it_is_revoked() {
        String path = Realm.ACME_PATH + "/vms/" + UUID.randomUUID();
        assertThat(verdict("alice", "compute.vm.start", path)).isEqualTo("allowed");

        Response denied = post("admin", "/grants", grant("user", Realm.ALICE, TENANT_ADMIN, path, "deny"));

        assertThat(denied.statusCode()).as(denied.asString()).isEqualTo(201);
        eventually().until(() -> verdict("alice", "compute.vm.start", path).equals("denied"));
        Response explained = explain("alice", "compute.vm.start", path);
        assertThat(explained.jsonPath().getString("reason")).isEqualTo("denied-by-grant");
        assertThat(explained.jsonPath().getString("grantId"))
                .isEqualTo(denied.jsonPath().getString("id"));
        assertThat(verdict("alice", "compute.vm.start", Realm.ACME_PATH)).isEqualTo("allowed");

        Response lifted = delete("alice", "/grants/" + denied.jsonPath().getString("id"));
        assertThat(lifted.statusCode()).as("nobody lifts a deny on themselves").isEqualTo(403);
        assertThat(delete("admin", "/grants/" + denied.jsonPath().getString("id"))
                        .statusCode())
                .isEqualTo(200);
        eventually().until(() -> verdict("alice", "compute.vm.start", path).equals("allowed"));
    }

    @Test
    void nobody_gives_or_denies_more_than_they_hold() {
        assertCode(
                post("alice", "/grants", grant("user", Realm.BOB, adminRole(), Realm.ACME_PATH, "allow")),
                403,
                "BEYOND_OWN_ACCESS");
        assertCode(
                post("alice", "/grants", grant("group", Realm.PLATFORM_ADMINS, adminRole(), Realm.ACME_PATH, "deny")),
                403,
                "BEYOND_OWN_ACCESS");
        assertDenied(post("alice", "/grants", grant("user", Realm.BOB, VIEWER, "/", "allow")));
        assertDenied(post("alice", "/roles", "{\"name\":\"mine\",\"privileges\":[\"compute.vm.read\"]}"));
    }

    @Test
    void a_role_is_defined_out_of_what_the_definer_holds_and_changes_for_every_grant_at_once() {
        String name = "starter-" + UUID.randomUUID().toString().substring(0, 8);
        Response role = post("admin", "/roles", role(name, "compute.vm.start", "compute.vm.read"));
        assertThat(role.statusCode()).as(role.asString()).isEqualTo(201);
        String roleId = role.jsonPath().getString("id");
        assertCode(post("admin", "/roles", role(name, "compute.vm.start")), 409, "ROLE_NAME_TAKEN");
        assertThat(post("admin", "/grants", grant("user", Realm.BOB, roleId, Realm.ACME_PATH, "allow"))
                        .statusCode())
                .isEqualTo(201);
        eventually()
                .until(() -> verdict("bob", "compute.vm.start", Realm.ACME_PATH).equals("allowed"));

        Response narrowed = put("admin", "/roles/" + roleId + "/privileges", "{\"privileges\":[\"compute.vm.read\"]}");

        assertThat(narrowed.statusCode()).as(narrowed.asString()).isEqualTo(200);
        eventually()
                .until(() -> verdict("bob", "compute.vm.start", Realm.ACME_PATH).equals("denied"));
        assertCode(
                put("admin", "/roles/" + UUID.randomUUID() + "/privileges", "{\"privileges\":[]}"),
                422,
                "ROLE_UNKNOWN");
        assertThat(get("audrey", "/roles?name=" + name).jsonPath().getList("items.privileges.flatten()"))
                .containsExactly("compute.vm.read");
    }

    @Test
    void a_tenants_name_belongs_to_one_tenant() {
        String name = "corp-" + UUID.randomUUID().toString().substring(0, 8);
        String key = UUID.randomUUID().toString();
        Response created = post("oscar", "/tenants", "{\"name\":\"" + name + "\"}", key);
        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);

        Response again = post("oscar", "/tenants", "{\"name\":\"" + name + "\"}", key);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.jsonPath().getString("id"))
                .isEqualTo(created.jsonPath().getString("id"));
        assertCode(post("oscar", "/tenants", "{\"name\":\"" + name + "-2\"}", key), 422, "IDEMPOTENCY_KEY_REUSED");
        assertCode(post("oscar", "/tenants", "{\"name\":\"" + name + "\"}"), 409, "TENANT_NAME_TAKEN");
        assertDenied(post("alice", "/tenants", "{\"name\":\"" + name + "-3\"}"));
    }

    @Test
    void what_is_not_well_formed_is_the_callers_mistake() {
        assertCode(post("admin", "/tenants", "{}"), 400, "INVALID_REQUEST");
        assertCode(post("admin", "/tenants", "{\"name\":\"Not A Name\"}"), 400, "INVALID_REQUEST");
        assertCode(post("admin", "/roles", role("odd", "compute.*.read")), 400, "INVALID_REQUEST");
        assertCode(post("admin", "/grants", grant("robot", "x", VIEWER, "/", "allow")), 400, "INVALID_REQUEST");
        assertCode(post("admin", "/grants", grant("user", "x", VIEWER, "tenants", "allow")), 400, "INVALID_REQUEST");
        assertCode(
                post("admin", "/grants", grant("user", "x", UUID.randomUUID().toString(), "/", "allow")),
                422,
                "ROLE_UNKNOWN");
        assertCode(delete("admin", "/grants/" + UUID.randomUUID()), 404, "GRANT_UNKNOWN");
        assertCode(get("admin", "/tenants/" + UUID.randomUUID()), 404, "NOT_FOUND");
        assertThat(post("admin", "/tenants", "{\"nome\":\"x\"}").statusCode()).isEqualTo(400);
        assertThat(post("admin", "/tenants", "{\"name\":").statusCode()).isEqualTo(400);
        assertThat(post("admin", "/tenants", "").statusCode()).isEqualTo(400);
    }

    @Test
    void explaining_needs_the_right_to_see_grants_there() {
        assertDenied(get("bob", "/access/explain?subject=" + Realm.ALICE + "&privilege=compute.vm.read&path=/"));
        Response unknown = explain(UUID.randomUUID().toString(), "compute.vm.read", "/");
        assertThat(unknown.jsonPath().getString("reason")).isEqualTo("subject-unknown");
    }

    private static String adminRole() {
        return "71de0004-0000-4000-8000-000000000001";
    }

    private static void within(Duration bound, String user, String privilege, String verdict) {
        Awaitility.await()
                .atMost(bound)
                .pollInterval(Duration.ofMillis(25))
                .until(() -> verdict(user, privilege, Realm.ACME_PATH).equals(verdict));
    }

    private static String verdict(String user, String privilege, String path) {
        return explain(user, privilege, path).jsonPath().getString("verdict");
    }

    private static Response explain(String user, String privilege, String path) {
        String subject = user.equals("alice") ? Realm.ALICE : user.equals("bob") ? Realm.BOB : user;
        Response response =
                get("admin", "/access/explain?subject=" + subject + "&privilege=" + privilege + "&path=" + path);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response;
    }

    private static String role(String name, String... privileges) {
        return "{\"name\":\"" + name + "\",\"privileges\":[\"" + String.join("\",\"", privileges) + "\"]}";
    }

    private static String grant(String kind, String subject, String roleId, String path, String effect) {
        return "{\"subjectKind\":\"" + kind + "\",\"subjectId\":\"" + subject + "\",\"roleId\":\"" + roleId
                + "\",\"path\":\"" + path + "\",\"effect\":\"" + effect + "\"}";
    }

    private static void assertDenied(Response response) {
        assertCode(response, 403, "ACCESS_DENIED");
    }

    private static void assertCode(Response response, int status, String code) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.jsonPath().getString("code"))
                .as(response.asString())
                .isEqualTo(code);
        assertThat(response.jsonPath().getString("correlationId")).isEqualTo(response.header("Tidemark-Correlation"));
    }
}
