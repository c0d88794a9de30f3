/**
 * The conventions of every service's HTTP API: who is asking, writes with idempotency keys, problem documents,
 * reads as pages and as of a time, event feeds.
 */
@NullMarked
package io.tidemark.http;

import org.jspecify.annotations.NullMarked;
