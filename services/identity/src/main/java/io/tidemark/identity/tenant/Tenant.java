package io.tidemark.identity.tenant;

/** A tenant's states: {@link None} becomes {@link Created}. */
public sealed interface Tenant {
    /** There is none. */
    record None() implements Tenant {}

    /** It is there. */
    record Created(TenantId id, TenantName name) implements Tenant {}
}
