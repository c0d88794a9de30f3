/**
 * What is sealed, told to an OpenTelemetry collector: the causal trace of every event, fact and call on a host as spans
 * of the W3C trace that it belongs to. Off unless a collector is configured.
 */
@NullMarked
package io.tidemark.audit.tracing;

import org.jspecify.annotations.NullMarked;
