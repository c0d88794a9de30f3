/** How many transactions a change costs, counted in the databases themselves. */
@NullMarked
package io.tidemark.benchmarks.transactions;

import org.jspecify.annotations.NullMarked;
