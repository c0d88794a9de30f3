/** Compute's HTTP API. */
@NullMarked
package io.tidemark.compute.api;

import org.jspecify.annotations.NullMarked;
