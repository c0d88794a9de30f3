package io.tidemark.identity.grant;

/** A grant's states: {@link None} becomes {@link Given} becomes {@link Revoked}, for good. */
public sealed interface Grant {
    /** There is none. */
    record None() implements Grant {}

    /** It holds. */
    record Given(GrantId id, Terms terms) implements Grant {}

    /** It held once. */
    record Revoked(GrantId id, Terms terms) implements Grant {}
}
