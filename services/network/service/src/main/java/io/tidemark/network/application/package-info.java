/** Wires the aggregates to the store. */
@NullMarked
package io.tidemark.network.application;

import org.jspecify.annotations.NullMarked;
