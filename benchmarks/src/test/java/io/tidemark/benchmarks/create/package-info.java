/** Tests of the arithmetic of hops. */
@NullMarked
package io.tidemark.benchmarks.create;

import org.jspecify.annotations.NullMarked;
