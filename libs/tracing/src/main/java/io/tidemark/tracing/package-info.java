/**
 * Work as spans of the W3C trace that it belongs to, told to an OpenTelemetry collector. Ids are made of those that events
 * carry, so what different parts tell of one request is one tree. Off unless {@code tidemark.tracing.otlp-endpoint} names a
 * collector.
 */
@NullMarked
package io.tidemark.tracing;

import org.jspecify.annotations.NullMarked;
