/** Compute's read models. */
@NullMarked
package io.tidemark.compute.store;

import org.jspecify.annotations.NullMarked;
