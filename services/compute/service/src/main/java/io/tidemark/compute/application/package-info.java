/** Wires the aggregates to the store, and what the parts of compute ask of each other. */
@NullMarked
package io.tidemark.compute.application;

import org.jspecify.annotations.NullMarked;
