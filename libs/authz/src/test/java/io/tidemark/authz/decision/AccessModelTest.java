package io.tidemark.authz.decision;

import static io.tidemark.authz.decision.AccessSpec.allow;
import static io.tidemark.authz.decision.AccessSpec.deny;
import static io.tidemark.authz.decision.AccessSpec.given;
import static io.tidemark.authz.decision.AccessSpec.group;
import static io.tidemark.authz.decision.AccessSpec.member;
import static io.tidemark.authz.decision.AccessSpec.revoked;
import static io.tidemark.authz.decision.AccessSpec.role;
import static io.tidemark.authz.decision.AccessSpec.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.authz.decision.Explanation.Finding;
import io.tidemark.authz.decision.Verdict.Reason;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessModelTest {

    private static final AccessChange ADMIN = role("admin", "*");
    private static final AccessChange VIEWER = role("viewer", "compute.vm.read", "network.network.read");
    private static final AccessChange COMPUTE = role("compute", "compute.*");

    @Test
    void aUserNobodyEverObservedIsDeniedEvenWithAGrant() {
        given(ADMIN, allow("g1", user("alice"), "admin", "/"))
                .when("alice", "compute.vm.read", "/tenants/acme")
                .thenDenied(Reason.SUBJECT_UNKNOWN);
    }

    @Test
    void withoutAnyGrantTheAnswerIsNo() {
        given(ADMIN, member("bob"))
                .when("bob", "compute.vm.read", "/tenants/acme")
                .thenDenied(Reason.NO_GRANT);
    }

    @Test
    void aGrantIsInheritedByEverythingBelowItsPath() {
        given(VIEWER, member("bob"), allow("g1", user("bob"), "viewer", "/tenants/acme"))
                .when("bob", "compute.vm.read", "/tenants/acme/vms/7")
                .thenAllowed("g1", user("bob"));
    }

    @Test
    void aGrantReachesNeitherUpwardsNorSideways() {
        AccessSpec.Given given = given(VIEWER, member("bob"), allow("g1", user("bob"), "viewer", "/tenants/acme"));
        given.when("bob", "compute.vm.read", "/tenants").thenDenied(Reason.NO_GRANT);
        given.when("bob", "compute.vm.read", "/tenants/acme-2").thenDenied(Reason.NO_GRANT);
        given.when("bob", "compute.vm.read", "/tenants/zeta").thenDenied(Reason.NO_GRANT);
    }

    @Test
    void aGroupsGrantReachesItsMembersAndNobodyElse() {
        AccessSpec.Given given =
                given(VIEWER, member("bob", "acme"), member("eve", "zeta"), allow("g1", group("acme"), "viewer", "/"));
        given.when("bob", "compute.vm.read", "/tenants/acme").thenAllowed("g1", group("acme"));
        given.when("eve", "compute.vm.read", "/tenants/acme").thenDenied(Reason.NO_GRANT);
    }

    @Test
    void aUserAndAGroupOfTheSameIdAreTwoSubjects() {
        given(VIEWER, member("x"), allow("g1", group("x"), "viewer", "/"))
                .when("x", "compute.vm.read", "/tenants/acme")
                .thenDenied(Reason.NO_GRANT);
    }

    @Test
    void aViewerReadsAndIsDeniedToCreate() {
        AccessSpec.Given given =
                given(VIEWER, member("bob", "acme"), allow("g1", group("acme"), "viewer", "/tenants/acme"));
        given.when("bob", "compute.vm.read", "/tenants/acme").thenAllowed("g1", group("acme"));
        given.when("bob", "compute.vm.create", "/tenants/acme").thenDenied(Reason.NO_GRANT);
    }

    @Test
    void aDenyBelowTakesAPartOutOfAnAllowAbove() {
        AccessSpec.Given given = given(
                COMPUTE,
                member("bob"),
                allow("g1", user("bob"), "compute", "/tenants/acme"),
                deny("g2", user("bob"), "compute", "/tenants/acme/vms/7"));
        given.when("bob", "compute.vm.stop", "/tenants/acme/vms/7").thenDenied(Reason.DENIED_BY_GRANT, "g2");
        given.when("bob", "compute.vm.stop", "/tenants/acme/vms/8").thenAllowed("g1", user("bob"));
    }

    @Test
    void aDenyAboveIsNotLiftedByAnAllowBelow() {
        given(
                        COMPUTE,
                        member("bob"),
                        deny("g1", user("bob"), "compute", "/tenants"),
                        allow("g2", user("bob"), "compute", "/tenants/acme/vms/7"))
                .when("bob", "compute.vm.stop", "/tenants/acme/vms/7")
                .thenDenied(Reason.DENIED_BY_GRANT, "g1");
    }

    @Test
    void aDenyToAGroupIsNotLiftedByTheUsersOwnAllow() {
        given(
                        COMPUTE,
                        member("bob", "interns"),
                        allow("g1", user("bob"), "compute", "/tenants/acme"),
                        deny("g2", group("interns"), "compute", "/"))
                .when("bob", "compute.vm.delete", "/tenants/acme/vms/7")
                .thenDenied(Reason.DENIED_BY_GRANT, "g2");
    }

    @Test
    void aDenyTakesOnlyWhatItsRoleCovers() {
        given(
                        ADMIN,
                        role("deleting", "compute.vm.delete"),
                        member("bob"),
                        allow("g1", user("bob"), "admin", "/"),
                        deny("g2", user("bob"), "deleting", "/"))
                .when("bob", "compute.vm.stop", "/tenants/acme/vms/7")
                .thenAllowed("g1", user("bob"));
    }

    @Test
    void anAllowThroughAnUnknownRoleGivesNothing() {
        given(member("bob"), allow("g1", user("bob"), "gone", "/"))
                .when("bob", "compute.vm.read", "/tenants/acme")
                .thenDenied(Reason.ROLE_UNKNOWN, "g1");
    }

    @Test
    void aDenyThroughAnUnknownRoleDeniesWhateverItReaches() {
        AccessSpec.Given given = given(
                ADMIN,
                member("bob"),
                allow("g1", user("bob"), "admin", "/"),
                deny("g2", user("bob"), "gone", "/tenants/acme"));
        given.when("bob", "compute.vm.read", "/tenants/acme/vms/7").thenDenied(Reason.DENIED_BY_GRANT, "g2");
        given.when("bob", "compute.vm.read", "/tenants/zeta").thenAllowed("g1", user("bob"));
    }

    @Test
    void aRevokedGrantDecidesNothingAnyMore() {
        AccessSpec.Given given = given(
                ADMIN,
                member("bob"),
                allow("g1", user("bob"), "admin", "/"),
                deny("g2", user("bob"), "admin", "/tenants"),
                revoked("g2"));
        given.when("bob", "compute.vm.read", "/tenants/acme").thenAllowed("g1", user("bob"));
        new AccessSpec.Given(given.model().with(revoked("g1")))
                .when("bob", "compute.vm.read", "/tenants/acme")
                .thenDenied(Reason.NO_GRANT);
    }

    @Test
    void leavingAGroupEndsWhatItGave() {
        given(ADMIN, allow("g1", group("acme"), "admin", "/"), member("bob", "acme"), member("bob"))
                .when("bob", "compute.vm.read", "/tenants/acme")
                .thenDenied(Reason.NO_GRANT);
    }

    @Test
    void redefiningARoleChangesEveryGrantThatNamesIt() {
        given(
                        role("r", "compute.vm.read"),
                        allow("g1", user("bob"), "r", "/"),
                        member("bob"),
                        role("r", "compute.vm.start"))
                .when("bob", "compute.vm.read", "/tenants/acme")
                .thenDenied(Reason.NO_GRANT);
    }

    @Test
    void theNearestGrantIsNamedAndTheUsersOwnBeforeAGroups() {
        AccessSpec.Given given = given(
                ADMIN,
                member("bob", "acme"),
                allow("g1", user("bob"), "admin", "/"),
                allow("g3", group("acme"), "admin", "/tenants/acme"),
                allow("g2", user("bob"), "admin", "/tenants/acme"));
        given.when("bob", "compute.vm.read", "/tenants/acme/vms/7").thenAllowed("g2", user("bob"));
        given.when("bob", "compute.vm.read", "/tenants").thenAllowed("g1", user("bob"));
    }

    @Test
    void anUpdateLeavesTheEarlierSnapshotAsItWas() {
        AccessModel before = given(ADMIN, member("bob")).model();
        AccessModel after = before.with(allow("g1", user("bob"), "admin", "/"));
        new AccessSpec.Given(before)
                .when("bob", "compute.vm.read", "/tenants/acme")
                .thenDenied(Reason.NO_GRANT);
        new AccessSpec.Given(after)
                .when("bob", "compute.vm.read", "/tenants/acme")
                .thenAllowed("g1", user("bob"));
    }

    @Test
    void theExplanationListsEveryGrantWithWhatItMeant() {
        Map<String, Finding> expected = new LinkedHashMap<>();
        expected.put("deny-vm", Finding.DENIES);
        expected.put("own", Finding.ALLOWS);
        expected.put("group-gone", Finding.UNKNOWN_ROLE_IGNORED);
        expected.put("root", Finding.OTHER_PRIVILEGE);
        expected.put("elsewhere", Finding.OTHER_PATH);
        given(
                        COMPUTE,
                        role("auditor", "audit.read"),
                        member("bob", "acme"),
                        allow("elsewhere", user("bob"), "compute", "/tenants/zeta"),
                        allow("root", user("bob"), "auditor", "/"),
                        allow("own", user("bob"), "compute", "/tenants/acme"),
                        allow("group-gone", group("acme"), "gone", "/tenants/acme"),
                        deny("deny-vm", group("acme"), "compute", "/tenants/acme/vms/7"),
                        allow("somebody-elses", user("eve"), "compute", "/"))
                .when("bob", "compute.vm.read", "/tenants/acme/vms/7")
                .thenExplained(expected);
    }

    @Test
    void visibilityNamesAllowedRootsAndDeniedSubtreesOnly() {
        Visibility visible = given(
                        COMPUTE,
                        member("bob", "acme"),
                        allow("g1", user("bob"), "compute", "/tenants/acme"),
                        allow("g2", group("acme"), "compute", "/tenants/acme/vms/7"),
                        deny("g3", user("bob"), "compute", "/tenants/acme/networks"),
                        deny("g4", group("acme"), "compute", "/tenants/acme/networks/1"),
                        deny("g5", user("bob"), "compute", "/nodes"),
                        allow("g6", user("bob"), "compute", "/nodes/1"))
                .visible("bob", "compute.vm.read");
        assertThat(visible.allowed()).containsExactly(ObjectPath.of("/tenants/acme"));
        assertThat(visible.denied()).containsExactly(ObjectPath.of("/tenants/acme/networks"));
    }

    @Test
    void anUnknownUserSeesNothing() {
        assertThat(given(ADMIN).visible("nobody", "compute.vm.read")).isEqualTo(Visibility.NOTHING);
    }
}
