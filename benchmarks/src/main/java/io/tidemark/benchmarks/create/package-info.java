/** From POST to a running guest on a platform, hop by hop. */
@NullMarked
package io.tidemark.benchmarks.create;

import org.jspecify.annotations.NullMarked;
