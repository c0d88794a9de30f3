package io.tidemark.identity.role;

import io.tidemark.authz.decision.PrivilegePattern;
import io.tidemark.decider.Decider;
import io.tidemark.decider.Decision;
import io.tidemark.identity.IdentityProblem;
import io.tidemark.identity.role.RoleCommand.DefineRole;
import io.tidemark.identity.role.RoleEvent.RoleDefined;
import java.util.List;

/** Decides about roles. */
public final class RoleDecider implements Decider<RoleCommand, Role, RoleEvent> {
    @Override
    public Role initial() {
        return new Role.None();
    }

    @Override
    public Decision<RoleEvent> decide(Role state, RoleCommand command) {
        return switch (command) {
            case DefineRole define ->
                switch (state) {
                    case Role.None() -> Decision.accept(defined(define));
                    case Role.Defined present -> redefine(present, define);
                };
        };
    }

    private static Decision<RoleEvent> redefine(Role.Defined present, DefineRole define) {
        if (!present.name().equals(define.name())) {
            return Decision.reject(
                    IdentityProblem.ROLE_NAME_FIXED,
                    "role " + present.id().value() + " is " + present.name().value() + ", not "
                            + define.name().value());
        }
        return present.covers(define.privileges()) ? Decision.nothing() : Decision.accept(defined(define));
    }

    private static RoleDefined defined(DefineRole define) {
        List<PrivilegePattern> ordered = define.privileges().stream().sorted().toList();
        return new RoleDefined(define.roleId(), define.name(), ordered);
    }

    @Override
    public Role evolve(Role state, RoleEvent event) {
        return switch (event) {
            case RoleDefined(RoleId id, RoleName name, List<PrivilegePattern> privileges) ->
                new Role.Defined(id, name, privileges);
        };
    }
}
