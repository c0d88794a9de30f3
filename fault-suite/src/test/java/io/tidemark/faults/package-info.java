/**
 * The fault suite: one long-lived set of PostgreSQL, Kafka, two ledgers and two mirrors, one seeded fault after the
 * other, and a model of the history that is checked after each.
 */
@NullMarked
package io.tidemark.faults;

import org.jspecify.annotations.NullMarked;
