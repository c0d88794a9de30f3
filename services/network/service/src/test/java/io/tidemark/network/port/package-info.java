/** Specifications of a port's life. */
@NullMarked
package io.tidemark.network.port;

import org.jspecify.annotations.NullMarked;
