package io.tidemark.testkit.real;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.eventstore.Json;
import io.tidemark.testkit.RepositoryFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Stands in for identity in other services' tests: publishes roles, grants, memberships and heartbeats as identity
 * does, into the topic prefix of the running test. Each call returns when the broker has acknowledged; whether the
 * service under test has applied it is for {@link #until} to wait for, since only the test can ask it.
 *
 * <pre>{@code
 * try (AccessSeed access = AccessSeed.open()) {
 *     access.asShipped().until(() -> authorizer.refusal(Realm.ALICE, "compute.vm.create", Realm.ACME_PATH).isEmpty());
 * }
 * }</pre>
 */
public final class AccessSeed implements AutoCloseable {
    private final IdentityTopic topic;

    private AccessSeed(IdentityTopic topic) {
        this.topic = topic;
    }

    /** Into the topics of the Quarkus application that is under test. */
    public static AccessSeed open() {
        Config config = ConfigProvider.getConfig();
        return open(
                config.getValue("kafka.bootstrap.servers", String.class),
                config.getValue("tidemark.topics.prefix", String.class));
    }

    public static AccessSeed open(String bootstrap, String prefix) {
        return new AccessSeed(IdentityTopic.open(bootstrap, prefix));
    }

    /** All that a fresh platform knows: identity's own seed file, the realm's five users in their groups, and a heartbeat. */
    public AccessSeed asShipped() {
        member(Realm.ADMIN, Realm.PLATFORM_ADMINS);
        member(Realm.OSCAR, Realm.OPERATORS);
        member(Realm.AUDREY, Realm.AUDITORS);
        member(Realm.ALICE, Realm.ACME_MEMBERS);
        member(Realm.BOB, Realm.ACME_MEMBERS);
        Path file = RepositoryFiles.find("services/identity/src/main/resources/seed.json");
        JsonNode seed = Json.tree(RepositoryFiles.read(file));
        seed.get("tenants").forEach(tenant -> publish("tenantId", "tenant.created", tenant));
        seed.get("roles").forEach(role -> publish("roleId", "role.defined", role));
        seed.get("grants").forEach(grant -> publish("grantId", "grant.given", grant));
        return beat();
    }

    private void publish(String id, String event, JsonNode body) {
        topic.publish(event, body.get(id).asText(), Json.write(body));
    }

    /** The user is in exactly these groups. A user never told of is denied everything. */
    public AccessSeed member(String userId, String... groupIds) {
        topic.publish(
                "membership.observed", userId, Json.write(Map.of("userId", userId, "groupIds", List.of(groupIds))));
        return this;
    }

    /** Gives the user the privileges at the path and below through a role of their own; returns the grant's id. */
    public String allow(String userId, String path, String... privileges) {
        return grant(userId, path, "allow", privileges);
    }

    /** Takes the privileges from the user at the path and below, whatever allows them; returns the grant's id. */
    public String deny(String userId, String path, String... privileges) {
        return grant(userId, path, "deny", privileges);
    }

    private String grant(String userId, String path, String effect, String... privileges) {
        String roleId = UUID.randomUUID().toString();
        String grantId = UUID.randomUUID().toString();
        topic.publish(
                "role.defined",
                roleId,
                Json.write(Map.of("roleId", roleId, "name", "test-" + roleId, "privileges", List.of(privileges))));
        topic.publish(
                "grant.given",
                grantId,
                Json.write(Map.of(
                        "grantId",
                        grantId,
                        "subjectKind",
                        "user",
                        "subjectId",
                        userId,
                        "roleId",
                        roleId,
                        "path",
                        path,
                        "effect",
                        effect)));
        return grantId;
    }

    public AccessSeed revoke(String grantId) {
        topic.publish("grant.revoked", grantId, Json.write(Map.of("grantId", grantId)));
        return this;
    }

    /** A heartbeat down every partition: makes what is known fresh for the staleness bound. */
    public AccessSeed beat() {
        topic.beat();
        return this;
    }

    /** Waits until the service under test shows what was published, usually by asking its {@code Authorizer}. */
    public AccessSeed until(BooleanSupplier applied) {
        Awaitility.await("access as seeded")
                .atMost(java.time.Duration.ofSeconds(60))
                .pollInterval(java.time.Duration.ofMillis(50))
                .until(applied::getAsBoolean);
        return this;
    }

    @Override
    public void close() {
        topic.close();
    }
}
