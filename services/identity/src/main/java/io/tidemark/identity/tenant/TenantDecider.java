package io.tidemark.identity.tenant;

import io.tidemark.decider.Decider;
import io.tidemark.decider.Decision;
import io.tidemark.identity.IdentityProblem;
import io.tidemark.identity.tenant.TenantCommand.CreateTenant;
import io.tidemark.identity.tenant.TenantEvent.TenantCreated;

/** Decides about tenants. */
public final class TenantDecider implements Decider<TenantCommand, Tenant, TenantEvent> {
    @Override
    public Tenant initial() {
        return new Tenant.None();
    }

    @Override
    public Decision<TenantEvent> decide(Tenant state, TenantCommand command) {
        return switch (command) {
            case CreateTenant(TenantId id, TenantName name) ->
                switch (state) {
                    case Tenant.None() -> Decision.accept(new TenantCreated(id, name));
                    case Tenant.Created(TenantId ignored, TenantName present) ->
                        present.equals(name)
                                ? Decision.nothing()
                                : Decision.reject(
                                        IdentityProblem.TENANT_EXISTS,
                                        "tenant " + id.value() + " is " + present.value());
                };
        };
    }

    @Override
    public Tenant evolve(Tenant state, TenantEvent event) {
        return switch (event) {
            case TenantCreated(TenantId id, TenantName name) ->
                switch (state) {
                    case Tenant.None() -> new Tenant.Created(id, name);
                    case Tenant.Created created ->
                        throw new IllegalStateException("tenant created twice: " + created + ", then " + event);
                };
        };
    }
}
