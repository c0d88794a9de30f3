/** Wires the aggregates to the store. */
@NullMarked
package io.tidemark.memory.application;

import org.jspecify.annotations.NullMarked;
