package io.tidemark.identity.tenant;

/** What may be asked of a tenant. */
public sealed interface TenantCommand {
    /** Let there be a tenant. */
    record CreateTenant(TenantId tenantId, TenantName name) implements TenantCommand {}
}
