package io.tidemark.faults.replica;

import java.time.Duration;

/**
 * What the writers of a replica are to do in one run.
 *
 * @param run names the streams, which the writers of every replica share
 * @param seed of everything that they decide by lot
 * @param length how long they go on beginning new appends
 * @param streams how many streams they share; where they are few, writers meet
 * @param mostEvents of one append in one stream
 * @param longestPause between two appends of one writer
 */
public record Load(long run, long seed, Duration length, int streams, int mostEvents, Duration longestPause) {

    /** Writers that meet often, and write no faster than two consumers can follow. */
    public static Load contended(long run, long seed, Duration length) {
        return new Load(run, seed, length, 6, 3, Duration.ofMillis(120));
    }

    /** As many events as the store takes. */
    public static Load full(long run, long seed, Duration length) {
        return new Load(run, seed, length, 3_000, 20, Duration.ZERO);
    }
}
