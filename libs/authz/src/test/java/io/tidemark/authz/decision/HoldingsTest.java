package io.tidemark.authz.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.authz.decision.AccessChange.GrantGiven;
import io.tidemark.authz.decision.AccessChange.MembershipObserved;
import io.tidemark.authz.decision.AccessChange.RoleDefined;
import io.tidemark.authz.decision.Subject.Group;
import io.tidemark.authz.decision.Subject.User;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HoldingsTest {
    private static final User ALICE = new User("alice");
    private static final Group ACME = new Group("acme");
    private static final ObjectPath TENANT = ObjectPath.of("/tenants/acme");

    private final List<AccessChange> changes =
            new ArrayList<>(List.of(new MembershipObserved(Membership.of(ALICE, List.of(ACME)))));

    @Test
    void what_a_grant_above_gives_may_be_handed_on_below() {
        grant(Grant.Effect.ALLOW, ALICE, TENANT, "compute.vm.*", "memory.read");

        assertThat(beyond(TENANT, "compute.vm.read", "memory.read")).isEmpty();
        assertThat(beyond(TENANT.child("vms"), "compute.vm.*")).isEmpty();
    }

    @Test
    void nothing_may_be_handed_on_above_or_beside_where_it_is_held() {
        grant(Grant.Effect.ALLOW, ALICE, TENANT, "compute.vm.*");

        assertThat(beyond(ObjectPath.ROOT, "compute.vm.read")).containsExactly("compute.vm.read");
        assertThat(beyond(ObjectPath.of("/tenants/other"), "compute.vm.read")).containsExactly("compute.vm.read");
    }

    @Test
    void a_star_is_held_only_through_a_star() {
        grant(Grant.Effect.ALLOW, ALICE, TENANT, "compute.vm.read", "compute.vm.create", "compute.vm.start");

        assertThat(beyond(TENANT, "compute.vm.*")).containsExactly("compute.vm.*");
        assertThat(beyond(TENANT, "*")).containsExactly("*");
    }

    @Test
    void a_groups_grant_counts_as_held() {
        grant(Grant.Effect.ALLOW, ACME, TENANT, "*");

        assertThat(beyond(TENANT, "*")).isEmpty();
    }

    @Test
    void a_deny_above_at_or_below_the_path_takes_away_whatever_it_overlaps() {
        grant(Grant.Effect.ALLOW, ALICE, TENANT, "compute.*", "network.*");
        grant(Grant.Effect.DENY, ACME, TENANT.child("vms").child("7"), "compute.vm.delete");

        assertThat(beyond(TENANT, "compute.vm.*")).containsExactly("compute.vm.*");
        assertThat(beyond(TENANT, "compute.*")).containsExactly("compute.*");
        assertThat(beyond(TENANT, "compute.vm.read", "network.*")).isEmpty();
        assertThat(beyond(TENANT.child("networks"), "compute.vm.delete")).isEmpty();
    }

    @Test
    void a_deny_through_an_unknown_role_takes_everything_there() {
        grant(Grant.Effect.ALLOW, ALICE, TENANT, "*");
        changes.add(new GrantGiven(new Grant(
                new GrantId("lost"), Grant.Effect.DENY, ALICE, new RoleId("never-defined"), TENANT.child("vms"))));

        assertThat(beyond(TENANT, "memory.read")).containsExactly("memory.read");
        assertThat(beyond(TENANT.child("networks"), "memory.read")).isEmpty();
    }

    @Test
    void an_unknown_user_holds_nothing() {
        assertThat(Holdings.of(AccessModel.EMPTY, ALICE)).isEqualTo(new Holdings(List.of(), List.of()));
    }

    private void grant(Grant.Effect effect, Subject subject, ObjectPath path, String... privileges) {
        String id = "grant-" + changes.size();
        Set<PrivilegePattern> patterns =
                Arrays.stream(privileges).map(PrivilegePattern::of).collect(Collectors.toSet());
        changes.add(new RoleDefined(new Role(new RoleId(id), id, patterns)));
        changes.add(new GrantGiven(new Grant(new GrantId(id), effect, subject, new RoleId(id), path)));
    }

    private List<String> beyond(ObjectPath path, String... privileges) {
        return Holdings.of(AccessModel.EMPTY.with(changes), ALICE)
                .beyond(Arrays.stream(privileges).map(PrivilegePattern::of).toList(), path)
                .stream()
                .map(PrivilegePattern::value)
                .toList();
    }
}
