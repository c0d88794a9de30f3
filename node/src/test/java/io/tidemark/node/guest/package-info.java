/** Contracts of the ports through which modules of different services meet. */
@NullMarked
package io.tidemark.node.guest;

import org.jspecify.annotations.NullMarked;
