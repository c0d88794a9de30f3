/**
 * Events between services: the relay from the log to Kafka as CloudEvents, and the intake that handles what others
 * published exactly once in effect.
 */
@NullMarked
package io.tidemark.messaging;

import org.jspecify.annotations.NullMarked;
