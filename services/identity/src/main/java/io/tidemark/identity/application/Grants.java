package io.tidemark.identity.application;

import io.smallrye.mutiny.Uni;
import io.tidemark.authz.decision.ObjectPath;
import io.tidemark.authz.decision.PrivilegePattern;
import io.tidemark.eventstore.Aggregates;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.Outcome;
import io.tidemark.identity.grant.Grant;
import io.tidemark.identity.grant.GrantCommand;
import io.tidemark.identity.grant.GrantCommand.GiveGrant;
import io.tidemark.identity.grant.GrantCommand.RevokeGrant;
import io.tidemark.identity.grant.GrantEvent;
import io.tidemark.identity.grant.GrantId;
import io.tidemark.identity.grant.Terms;
import io.tidemark.problems.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Gives and revokes grants within what the actor holds. */
@ApplicationScoped
public class Grants {
    private final Aggregates<GrantCommand, Grant, GrantEvent> aggregates;
    private final Roles roles;
    private final OwnAccess own;

    public Grants(Aggregates<GrantCommand, Grant, GrantEvent> aggregates, Roles roles, OwnAccess own) {
        this.aggregates = aggregates;
        this.roles = roles;
        this.own = own;
    }

    public Uni<Outcome<Grant>> give(GiveGrant command, Cause cause, List<Companion> companions) {
        return bounded(
                command.terms(),
                cause,
                () -> aggregates.handle(command.grantId().value(), command, cause, companions));
    }

    public Uni<Outcome<Grant>> revoke(GrantId id, Cause cause, List<Companion> companions) {
        Supplier<Uni<Outcome<Grant>>> revoke =
                () -> aggregates.handle(id.value(), new RevokeGrant(id), cause, companions);
        return aggregates.load(id.value()).chain(loaded -> switch (loaded.state()) {
            case Grant.Given(GrantId ignored, Terms terms) -> bounded(terms, cause, revoke);
            case Grant.None() -> revoke.get();
            case Grant.Revoked revoked -> revoke.get();
        });
    }

    /** Where the grant hangs, now or when it held; the root when there never was one. */
    public Uni<ObjectPath> path(GrantId id) {
        return aggregates.load(id.value()).map(loaded -> switch (loaded.state()) {
            case Grant.None() -> ObjectPath.ROOT;
            case Grant.Given(GrantId ignored, Terms terms) -> terms.path();
            case Grant.Revoked(GrantId ignored, Terms terms) -> terms.path();
        });
    }

    private Uni<Outcome<Grant>> bounded(Terms terms, Cause cause, Supplier<Uni<Outcome<Grant>>> then) {
        return roles.privileges(terms.roleId()).chain(covered -> {
            if (covered.isEmpty()) {
                return Uni.createFrom().item(Roles.unknown(terms.roleId()));
            }
            Optional<Rejection> beyond = bound(terms, covered.get(), cause);
            return beyond.isPresent() ? Uni.createFrom().item(new Outcome.Refused<>(beyond.get())) : then.get();
        });
    }

    private Optional<Rejection> bound(Terms terms, List<PrivilegePattern> privileges, Cause cause) {
        return own.bound(cause.actor(), privileges, terms.path());
    }

    /** Gives it unless it has a history already; one that an operator revoked stays revoked. */
    public Uni<Outcome<Grant>> seed(GiveGrant command, Cause cause) {
        String id = command.grantId().value();
        return aggregates
                .load(id)
                .chain(loaded -> loaded.revision() > 0
                        ? Uni.createFrom().item(new Outcome.Done<>(loaded.state(), List.of()))
                        : aggregates.handle(id, command, cause));
    }
}
