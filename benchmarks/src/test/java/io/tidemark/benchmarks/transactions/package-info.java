/** Tests of counting. */
@NullMarked
package io.tidemark.benchmarks.transactions;

import org.jspecify.annotations.NullMarked;
