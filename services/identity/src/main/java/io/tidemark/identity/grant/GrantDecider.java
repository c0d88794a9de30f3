package io.tidemark.identity.grant;

import io.tidemark.decider.Decider;
import io.tidemark.decider.Decision;
import io.tidemark.identity.IdentityProblem;
import io.tidemark.identity.grant.GrantCommand.GiveGrant;
import io.tidemark.identity.grant.GrantCommand.RevokeGrant;
import io.tidemark.identity.grant.GrantEvent.GrantGiven;
import io.tidemark.identity.grant.GrantEvent.GrantRevoked;

/** Decides about grants. */
public final class GrantDecider implements Decider<GrantCommand, Grant, GrantEvent> {
    private record Case(Grant state, GrantCommand command) {}

    @Override
    public Grant initial() {
        return new Grant.None();
    }

    @Override
    public Decision<GrantEvent> decide(Grant state, GrantCommand command) {
        return switch (new Case(state, command)) {
            case Case(Grant.None(), GiveGrant(GrantId id, Terms terms)) -> Decision.accept(GrantGiven.of(id, terms));
            case Case(Grant.None(), RevokeGrant(GrantId id)) ->
                Decision.reject(IdentityProblem.GRANT_UNKNOWN, "no grant has the id " + id.value());
            case Case(Grant.Given(GrantId id, Terms held), GiveGrant(GrantId ignored, Terms wanted)) ->
                held.equals(wanted)
                        ? Decision.nothing()
                        : Decision.reject(IdentityProblem.GRANT_EXISTS, "grant " + id.value() + " says " + held);
            case Case(Grant.Given(GrantId id, Terms ignored), RevokeGrant revoke) ->
                Decision.accept(new GrantRevoked(id));
            case Case(Grant.Revoked(GrantId id, Terms ignored), GiveGrant give) ->
                Decision.reject(IdentityProblem.GRANT_REVOKED, "grant " + id.value() + " was revoked");
            case Case(Grant.Revoked revoked, RevokeGrant revoke) -> Decision.nothing();
        };
    }

    @Override
    public Grant evolve(Grant state, GrantEvent event) {
        return switch (event) {
            case GrantGiven given when state instanceof Grant.None -> new Grant.Given(given.grantId(), given.terms());
            case GrantRevoked revoked
            when state instanceof Grant.Given(GrantId id, Terms terms) -> new Grant.Revoked(id, terms);
            case GrantGiven given -> throw broken(state, given);
            case GrantRevoked revoked -> throw broken(state, revoked);
        };
    }

    private static IllegalStateException broken(Grant state, GrantEvent event) {
        return new IllegalStateException(event + " cannot follow " + state);
    }
}
