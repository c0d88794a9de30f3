package io.tidemark.eventstore.postgres;

/**
 * Where a {@link Follower} stands.
 *
 * @param position every event up to it is handled; 0 at first
 * @param incarnation of the database that says so, see {@link Incarnation}
 */
public record Checkpoint(long position, String incarnation) {}
