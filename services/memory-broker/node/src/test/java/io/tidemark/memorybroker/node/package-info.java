/** Specifications of the memory broker's node module, and the contract of guest memory. */
@NullMarked
package io.tidemark.memorybroker.node;

import org.jspecify.annotations.NullMarked;
