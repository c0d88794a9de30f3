/** Tests of spans on their way to a collector. */
@NullMarked
package io.tidemark.tracing;

import org.jspecify.annotations.NullMarked;
