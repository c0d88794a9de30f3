/** Specifications of who a node is. */
@NullMarked
package io.tidemark.node.identity;

import org.jspecify.annotations.NullMarked;
