/** Measurements of the whole and of its parts, run by hand; nothing of the product depends on them. */
@NullMarked
package io.tidemark.benchmarks;

import org.jspecify.annotations.NullMarked;
