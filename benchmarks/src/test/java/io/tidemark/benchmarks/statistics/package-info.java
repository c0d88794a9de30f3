/** Tests of the statistics. */
@NullMarked
package io.tidemark.benchmarks.statistics;

import org.jspecify.annotations.NullMarked;
