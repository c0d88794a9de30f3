/**
 * The event store on PostgreSQL through Hibernate Reactive: append, numbering, followers with durable checkpoints,
 * and read models whose rows keep the interval of positions in which they held.
 */
@NullMarked
package io.tidemark.eventstore.postgres;

import org.jspecify.annotations.NullMarked;
