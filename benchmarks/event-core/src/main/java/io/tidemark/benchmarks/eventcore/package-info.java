/**
 * {@code event-core}: the event core against the same work without it, on a PostgreSQL with fsync and a Kafka of its own,
 * in one process that is wired as every service is.
 */
@NullMarked
package io.tidemark.benchmarks.eventcore;

import org.jspecify.annotations.NullMarked;
