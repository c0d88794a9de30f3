package io.tidemark.faults.replica;

import java.time.Duration;

/**
 * What the writers of a replica are to do in one run.
 *
 * @param run names the streams, which the writers of every replica share
 * @param seed of everything that they decide by lot
 * @param length how long they go on beginning new appends
 */
public record Load(long run, long seed, Duration length) {}
