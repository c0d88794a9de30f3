/** Who this node is, and that only one agent speaks for it. */
@NullMarked
package io.tidemark.node.identity;

import org.jspecify.annotations.NullMarked;
