/**
 * The event store as a port: streams of events appended at an expected revision, a dense position over all
 * committed events, and the command handler that folds, decides and appends.
 */
@NullMarked
package io.tidemark.eventstore;

import org.jspecify.annotations.NullMarked;
