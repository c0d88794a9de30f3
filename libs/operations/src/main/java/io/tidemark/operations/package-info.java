/** Operations: what takes time, told from the events that carry its id. */
@NullMarked
package io.tidemark.operations;

import org.jspecify.annotations.NullMarked;
