/** Specifications of networks and their ranges. */
@NullMarked
package io.tidemark.network.segment;

import org.jspecify.annotations.NullMarked;
