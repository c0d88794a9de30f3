/** Specifications of console tickets. */
@NullMarked
package io.tidemark.node.console;

import org.jspecify.annotations.NullMarked;
