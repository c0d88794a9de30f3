package io.tidemark.identity.role;

import io.tidemark.authz.decision.PrivilegePattern;
import io.tidemark.identity.IdentityProblem;
import io.tidemark.identity.role.RoleCommand.DefineRole;
import io.tidemark.identity.role.RoleEvent.RoleDefined;
import io.tidemark.testkit.DeciderSpec;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoleDeciderTest {
    private static final RoleId ID = new RoleId("71de0004-0000-4000-8000-00000000000a");
    private static final RoleName NAME = new RoleName("starter");
    private static final PrivilegePattern READ = PrivilegePattern.of("compute.vm.read");
    private static final PrivilegePattern START = PrivilegePattern.of("compute.vm.start");

    private final DeciderSpec<RoleCommand, Role, RoleEvent> spec = DeciderSpec.of(new RoleDecider());

    @Test
    void a_role_tells_its_privileges_in_order_whatever_order_they_came_in() {
        spec.given()
                .when(new DefineRole(ID, NAME, Set.of(START, READ)))
                .then(new RoleDefined(ID, NAME, List.of(READ, START)))
                .leaving(new Role.Defined(ID, NAME, List.of(READ, START)));
    }

    @Test
    void a_role_that_covers_it_already_is_not_defined_again() {
        spec.given(new RoleDefined(ID, NAME, List.of(READ, START)))
                .when(new DefineRole(ID, NAME, Set.of(START, READ)))
                .thenNothing();
    }

    @Test
    void a_role_may_cover_something_else_even_nothing() {
        spec.given(new RoleDefined(ID, NAME, List.of(READ)))
                .when(new DefineRole(ID, NAME, Set.of()))
                .then(new RoleDefined(ID, NAME, List.of()));
    }

    @Test
    void a_role_keeps_its_name() {
        spec.given(new RoleDefined(ID, NAME, List.of(READ)))
                .when(new DefineRole(ID, new RoleName("other"), Set.of(READ)))
                .thenRejected(IdentityProblem.ROLE_NAME_FIXED);
    }
}
