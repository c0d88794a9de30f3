package io.tidemark.authz;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.authz.decision.ObjectPath;
import io.tidemark.problems.Rejection;
import io.tidemark.testkit.real.AccessSeed;
import io.tidemark.testkit.real.OwnIssuer;
import io.tidemark.testkit.real.RealParts;
import io.tidemark.testkit.real.Realm;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(OwnIssuer.class)
class AccessReplicaTest {
    private static final String START = "compute.vm.start";
    private static final String READ = "compute.vm.read";

    @Inject
    Authorizer authorizer;

    @Inject
    AccessReplica replica;

    @Test
    void what_identity_publishes_is_decided_on() {
        try (AccessSeed access = AccessSeed.open()) {
            access.asShipped().until(() -> allowed(Realm.ALICE, START) && allowed(Realm.BOB, READ));

            assertThat(code(Realm.BOB, START)).contains("ACCESS_DENIED");
            assertThat(code(UUID.randomUUID().toString(), READ)).contains("ACCESS_DENIED");
            assertThat(authorizer.visible(Realm.BOB, READ).sees(ObjectPath.of(Realm.ACME_PATH)))
                    .isTrue();
        }
    }

    @Test
    void a_grant_is_revoked_a_deny_wins_and_a_member_who_leaves_loses_what_the_group_gave() {
        String user = UUID.randomUUID().toString();
        try (AccessSeed access = AccessSeed.open()) {
            access.asShipped().member(user, Realm.ACME_MEMBERS);
            String grant = access.allow(user, Realm.ACME_PATH, START);
            access.until(() -> allowed(user, START) && allowed(user, READ));

            String deny = access.deny(user, "/tenants", START);
            access.until(() -> !allowed(user, START));
            access.revoke(deny).until(() -> allowed(user, START));
            access.revoke(grant).until(() -> !allowed(user, START));
            access.member(user).until(() -> !allowed(user, READ));
        }
    }

    @Test
    void knowledge_that_is_too_old_allows_nothing() {
        try (AccessSeed access = AccessSeed.open()) {
            access.asShipped().until(() -> allowed(Realm.ALICE, START));
        }
        Authorizer strict = new Authorizer(replica, Duration.ofMillis(-1));

        assertThat(strict.refusal(Realm.ALICE, START, Realm.ACME_PATH)
                        .map(reason -> reason.code().name()))
                .contains("ACCESS_UNDECIDABLE");
        assertThat(strict.visible(Realm.ALICE, START).allowed()).isEmpty();
    }

    private boolean allowed(String user, String privilege) {
        return refusal(user, privilege).isEmpty();
    }

    private Optional<String> code(String user, String privilege) {
        return refusal(user, privilege).map(reason -> reason.code().name());
    }

    private Optional<Rejection> refusal(String user, String privilege) {
        return authorizer.refusal(user, privilege, Realm.ACME_PATH);
    }
}
