package io.tidemark.identity.application;

import io.tidemark.authz.decision.ObjectPath;
import io.tidemark.eventstore.Aggregates;
import io.tidemark.eventstore.EventStore;
import io.tidemark.identity.grant.Grant;
import io.tidemark.identity.grant.GrantCommand;
import io.tidemark.identity.grant.GrantDecider;
import io.tidemark.identity.grant.GrantEvent;
import io.tidemark.identity.grant.GrantId;
import io.tidemark.identity.grant.Terms;
import io.tidemark.identity.membership.Membership;
import io.tidemark.identity.membership.MembershipCommand;
import io.tidemark.identity.membership.MembershipDecider;
import io.tidemark.identity.membership.MembershipEvent;
import io.tidemark.identity.role.Role;
import io.tidemark.identity.role.RoleCommand;
import io.tidemark.identity.role.RoleDecider;
import io.tidemark.identity.role.RoleEvent;
import io.tidemark.identity.tenant.Tenant;
import io.tidemark.identity.tenant.TenantCommand;
import io.tidemark.identity.tenant.TenantDecider;
import io.tidemark.identity.tenant.TenantEvent;
import io.tidemark.identity.tenant.TenantId;
import io.tidemark.identity.tenant.TenantName;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The aggregates of the service, and where each stands in the inventory tree. */
public class IdentityAggregates {
    private static final String ROOT = ObjectPath.ROOT.value();

    @Produces
    @Singleton
    Aggregates<TenantCommand, Tenant, TenantEvent> tenants(EventStore store) {
        return new Aggregates<>(
                store, "tenant", new TenantDecider(), IdentityEventTypes.TENANT, IdentityAggregates::path);
    }

    @Produces
    @Singleton
    Aggregates<RoleCommand, Role, RoleEvent> roles(EventStore store) {
        return new Aggregates<>(store, "role", new RoleDecider(), IdentityEventTypes.ROLE, role -> ROOT);
    }

    @Produces
    @Singleton
    Aggregates<GrantCommand, Grant, GrantEvent> grants(EventStore store) {
        return new Aggregates<>(store, "grant", new GrantDecider(), IdentityEventTypes.GRANT, IdentityAggregates::path);
    }

    @Produces
    @Singleton
    Aggregates<MembershipCommand, Membership, MembershipEvent> memberships(EventStore store) {
        return new Aggregates<>(
                store, "membership", new MembershipDecider(), IdentityEventTypes.MEMBERSHIP, membership -> ROOT);
    }

    private static String path(Tenant tenant) {
        return switch (tenant) {
            case Tenant.None() -> ROOT;
            case Tenant.Created(TenantId id, TenantName ignored) -> id.path();
        };
    }

    private static String path(Grant grant) {
        return switch (grant) {
            case Grant.None() -> ROOT;
            case Grant.Given(GrantId ignored, Terms terms) -> terms.path().value();
            case Grant.Revoked(GrantId ignored, Terms terms) -> terms.path().value();
        };
    }
}
