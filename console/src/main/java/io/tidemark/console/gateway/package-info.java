/**
 * The single HTTP entry point: hands {@code /api/<service>/v1/...} to the services, streaming in both directions.
 * It knows no business rule and no token; each service verifies for itself. Written on Vert.x's client rather than
 * taken from vertx-http-proxy, which notices a caller's leaving only at the next byte and answers a dead service
 * without a problem document.
 */
@NullMarked
package io.tidemark.console.gateway;

import org.jspecify.annotations.NullMarked;
