/** What the services of a running platform hold in memory. */
@NullMarked
package io.tidemark.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
