/** Tests of the page. */
@NullMarked
package io.tidemark.benchmarks.report;

import org.jspecify.annotations.NullMarked;
