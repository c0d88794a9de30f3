/** Identity's HTTP API. */
@NullMarked
package io.tidemark.identity.api;

import org.jspecify.annotations.NullMarked;
