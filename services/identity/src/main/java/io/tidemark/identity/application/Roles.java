package io.tidemark.identity.application;

import io.smallrye.mutiny.Uni;
import io.tidemark.authz.decision.ObjectPath;
import io.tidemark.authz.decision.PrivilegePattern;
import io.tidemark.eventstore.Aggregates;
import io.tidemark.eventstore.AppendConflict;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.Outcome;
import io.tidemark.identity.IdentityProblem;
import io.tidemark.identity.role.Role;
import io.tidemark.identity.role.RoleCommand;
import io.tidemark.identity.role.RoleCommand.DefineRole;
import io.tidemark.identity.role.RoleEvent;
import io.tidemark.identity.role.RoleId;
import io.tidemark.identity.role.RoleName;
import io.tidemark.problems.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Defines roles under names that nobody else has. A role reaches every grant that names it, so the root bounds it. */
@ApplicationScoped
public class Roles {
    private static final String NAMES = "role-name";

    private final Aggregates<RoleCommand, Role, RoleEvent> aggregates;
    private final OwnAccess own;

    public Roles(Aggregates<RoleCommand, Role, RoleEvent> aggregates, OwnAccess own) {
        this.aggregates = aggregates;
        this.own = own;
    }

    /** What the role covers; empty when there is none. */
    Uni<Optional<List<PrivilegePattern>>> privileges(RoleId id) {
        return aggregates.load(id.value()).map(loaded -> switch (loaded.state()) {
            case Role.None() -> Optional.empty();
            case Role.Defined(RoleId ignored, RoleName name, List<PrivilegePattern> privileges) ->
                Optional.of(privileges);
        });
    }

    /** A new role. */
    public Uni<Outcome<Role>> define(DefineRole command, Cause cause, List<Companion> companions) {
        return bounded(command.privileges(), cause, () -> handle(command, cause, companions));
    }

    /** Another meaning for a role that is there. Narrowing one can lift a deny, so what it covered counts as well. */
    public Uni<Outcome<Role>> redefine(
            RoleId id, Set<PrivilegePattern> privileges, Cause cause, List<Companion> companions) {
        return aggregates.load(id.value()).chain(loaded -> switch (loaded.state()) {
            case Role.None() -> Uni.createFrom().item(unknown(id));
            case Role.Defined(RoleId ignored, RoleName name, List<PrivilegePattern> before) -> {
                Set<PrivilegePattern> touched = new HashSet<>(before);
                touched.addAll(privileges);
                DefineRole command = new DefineRole(id, name, privileges);
                yield bounded(touched, cause, () -> handle(command, cause, companions));
            }
        });
    }

    private Uni<Outcome<Role>> bounded(
            Set<PrivilegePattern> touched, Cause cause, java.util.function.Supplier<Uni<Outcome<Role>>> then) {
        Optional<Rejection> beyond = own.bound(cause.actor(), touched, ObjectPath.ROOT);
        return beyond.isPresent() ? Uni.createFrom().item(new Outcome.Refused<>(beyond.get())) : then.get();
    }

    private Uni<Outcome<Role>> handle(DefineRole command, Cause cause, List<Companion> companions) {
        String id = command.roleId().value();
        Companion claim = new Companion.Claim(NAMES, command.name().value(), id);
        return aggregates
                .handle(id, command, cause, Companions.and(companions, claim))
                .onFailure(AppendConflict.AlreadyClaimed.class)
                .recoverWithItem(conflict -> Companions.taken(IdentityProblem.ROLE_NAME_TAKEN, conflict));
    }

    static <S> Outcome<S> unknown(RoleId id) {
        return new Outcome.Refused<>(new Rejection(IdentityProblem.ROLE_UNKNOWN, "no role has the id " + id.value()));
    }

    /** Defines it unless it has a history already. */
    public Uni<Outcome<Role>> seed(DefineRole command, Cause cause) {
        return aggregates
                .load(command.roleId().value())
                .chain(loaded -> loaded.revision() > 0
                        ? Uni.createFrom().item(new Outcome.Done<>(loaded.state(), List.of()))
                        : handle(command, cause, List.of()));
    }
}
