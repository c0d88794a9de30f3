package io.tidemark.identity.grant;

import io.tidemark.authz.decision.ObjectPath;
import io.tidemark.identity.IdentityProblem;
import io.tidemark.identity.grant.GrantCommand.GiveGrant;
import io.tidemark.identity.grant.GrantCommand.RevokeGrant;
import io.tidemark.identity.grant.GrantEvent.GrantGiven;
import io.tidemark.identity.grant.GrantEvent.GrantRevoked;
import io.tidemark.identity.role.RoleId;
import io.tidemark.testkit.DeciderSpec;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class GrantDeciderTest {
    private static final GrantId ID = new GrantId("71de0005-0000-4000-8000-00000000000a");
    private static final Terms ALLOW = terms(Effect.allow);
    private static final Terms DENY = terms(Effect.deny);
    private static final GrantEvent GIVEN = GrantGiven.of(ID, ALLOW);
    private static final GrantEvent REVOKED = new GrantRevoked(ID);

    private final DeciderSpec<GrantCommand, Grant, GrantEvent> spec = DeciderSpec.of(new GrantDecider());

    @Test
    void a_grant_is_given_once() {
        spec.given().when(new GiveGrant(ID, ALLOW)).then(GIVEN).leaving(new Grant.Given(ID, ALLOW));
        spec.given(GIVEN).when(new GiveGrant(ID, ALLOW)).thenNothing();
    }

    @Test
    void a_grant_never_changes_what_it_says() {
        spec.given(GIVEN).when(new GiveGrant(ID, DENY)).thenRejected(IdentityProblem.GRANT_EXISTS);
    }

    @Test
    void a_grant_is_revoked_once_and_for_good() {
        spec.given(GIVEN).when(new RevokeGrant(ID)).then(REVOKED).leaving(new Grant.Revoked(ID, ALLOW));
        spec.given(GIVEN, REVOKED).when(new RevokeGrant(ID)).thenNothing();
        spec.given(GIVEN, REVOKED).when(new GiveGrant(ID, ALLOW)).thenRejected(IdentityProblem.GRANT_REVOKED);
    }

    @Test
    void what_was_never_given_cannot_be_revoked() {
        spec.given().when(new RevokeGrant(ID)).thenRejected(IdentityProblem.GRANT_UNKNOWN);
    }

    @Test
    void a_history_that_cannot_be_is_told() {
        GrantDecider decider = new GrantDecider();
        Assertions.assertThatIllegalStateException()
                .isThrownBy(() -> decider.evolve(decider.initial(), REVOKED))
                .withMessageContaining("cannot follow");
    }

    private static Terms terms(Effect effect) {
        return new Terms(
                SubjectKind.user,
                "somebody",
                new RoleId("71de0004-0000-4000-8000-00000000000a"),
                ObjectPath.of("/tenants/acme"),
                effect);
    }
}
