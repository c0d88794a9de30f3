/** Specifications of who holds what of a node's memory. */
@NullMarked
package io.tidemark.memory.host;

import org.jspecify.annotations.NullMarked;
