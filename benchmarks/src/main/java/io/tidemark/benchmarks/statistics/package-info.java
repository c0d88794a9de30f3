/** What a handful of measured durations says: median, quartiles, ratios. Knows nothing of what was measured. */
@NullMarked
package io.tidemark.benchmarks.statistics;

import org.jspecify.annotations.NullMarked;
