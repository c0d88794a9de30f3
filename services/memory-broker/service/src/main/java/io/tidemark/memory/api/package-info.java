/** The broker's HTTP API. */
@NullMarked
package io.tidemark.memory.api;

import org.jspecify.annotations.NullMarked;
