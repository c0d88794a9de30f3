/** Specifications of balloon targets. */
@NullMarked
package io.tidemark.memory.policy;

import org.jspecify.annotations.NullMarked;
