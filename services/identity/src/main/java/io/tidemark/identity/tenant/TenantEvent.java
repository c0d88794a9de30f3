package io.tidemark.identity.tenant;

/** What happens to a tenant. */
public sealed interface TenantEvent {
    /** It came to be. */
    record TenantCreated(TenantId tenantId, TenantName name) implements TenantEvent {}
}
