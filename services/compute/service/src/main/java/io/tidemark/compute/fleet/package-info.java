/** The nodes that run guests, as they told of themselves, and the choice among them. */
@NullMarked
package io.tidemark.compute.fleet;

import org.jspecify.annotations.NullMarked;
