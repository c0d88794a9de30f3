/** The page on which figures are published, and where they come from. */
@NullMarked
package io.tidemark.benchmarks.report;

import org.jspecify.annotations.NullMarked;
