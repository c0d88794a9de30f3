package io.tidemark.eventstore.postgres;

import java.time.Instant;
import java.util.Optional;

/**
 * A view as operators see it.
 *
 * @param position up to where it has followed the log
 * @param rows how many hold at that position
 * @param versions how many held at any position up to it
 * @param hash SHA-256 over all versions; equal for equal rows
 * @param shape tells the shape of its rows from any other
 * @param rebuilding the rebuild under way
 * @param rebuilt the last rebuild that ended
 */
public record ViewState(
        String name,
        long position,
        long rows,
        long versions,
        String hash,
        String shape,
        Optional<Rebuild> rebuilding,
        Optional<Rebuilt> rebuilt) {

    /** A rebuild under way. @param position up to where it has replayed the log */
    public record Rebuild(long position, Instant startedAt) {}

    /** A rebuild that ended. @param same whether its rows were those before it, to the byte */
    public record Rebuilt(Instant at, boolean same) {}
}
