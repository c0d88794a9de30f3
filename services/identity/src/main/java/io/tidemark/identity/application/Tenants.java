package io.tidemark.identity.application;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Aggregates;
import io.tidemark.eventstore.AppendConflict;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.Outcome;
import io.tidemark.identity.IdentityProblem;
import io.tidemark.identity.tenant.Tenant;
import io.tidemark.identity.tenant.TenantCommand;
import io.tidemark.identity.tenant.TenantCommand.CreateTenant;
import io.tidemark.identity.tenant.TenantEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Creates tenants under names that nobody else has. */
@ApplicationScoped
public class Tenants {
    private static final String NAMES = "tenant-name";

    private final Aggregates<TenantCommand, Tenant, TenantEvent> aggregates;

    public Tenants(Aggregates<TenantCommand, Tenant, TenantEvent> aggregates) {
        this.aggregates = aggregates;
    }

    public Uni<Outcome<Tenant>> create(CreateTenant command, Cause cause, List<Companion> companions) {
        String id = command.tenantId().value();
        Companion claim = new Companion.Claim(NAMES, command.name().value(), id);
        return aggregates
                .handle(id, command, cause, Companions.and(companions, claim))
                .onFailure(AppendConflict.AlreadyClaimed.class)
                .recoverWithItem(conflict -> Companions.taken(IdentityProblem.TENANT_NAME_TAKEN, conflict));
    }

    /** Creates it unless it has a history already. */
    public Uni<Outcome<Tenant>> seed(CreateTenant command, Cause cause) {
        return aggregates
                .load(command.tenantId().value())
                .chain(loaded -> loaded.revision() > 0
                        ? Uni.createFrom().item(new Outcome.Done<>(loaded.state(), List.of()))
                        : create(command, cause, List.of()));
    }
}
