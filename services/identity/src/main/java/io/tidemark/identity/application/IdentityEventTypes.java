package io.tidemark.identity.application;

import io.tidemark.eventstore.EventTypes;
import io.tidemark.identity.grant.GrantEvent;
import io.tidemark.identity.grant.GrantEvent.GrantGiven;
import io.tidemark.identity.grant.GrantEvent.GrantRevoked;
import io.tidemark.identity.membership.MembershipEvent;
import io.tidemark.identity.membership.MembershipEvent.MembershipObserved;
import io.tidemark.identity.role.RoleEvent;
import io.tidemark.identity.role.RoleEvent.RoleDefined;
import io.tidemark.identity.tenant.TenantEvent;
import io.tidemark.identity.tenant.TenantEvent.TenantCreated;

/** The wire names of identity's events. */
public final class IdentityEventTypes {
    public static final EventTypes<TenantEvent> TENANT =
            EventTypes.<TenantEvent>none().and("tidemark.identity.tenant.created.v1", TenantCreated.class);
    public static final EventTypes<RoleEvent> ROLE =
            EventTypes.<RoleEvent>none().and("tidemark.identity.role.defined.v1", RoleDefined.class);
    public static final EventTypes<GrantEvent> GRANT = EventTypes.<GrantEvent>none()
            .and("tidemark.identity.grant.given.v1", GrantGiven.class)
            .and("tidemark.identity.grant.revoked.v1", GrantRevoked.class);
    public static final EventTypes<MembershipEvent> MEMBERSHIP = EventTypes.<MembershipEvent>none()
            .and("tidemark.identity.membership.observed.v1", MembershipObserved.class);

    private IdentityEventTypes() {}
}
