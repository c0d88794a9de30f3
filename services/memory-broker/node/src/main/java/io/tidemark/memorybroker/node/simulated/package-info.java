/** Guest memory without guests, for tests of what uses it. */
@NullMarked
package io.tidemark.memorybroker.node.simulated;

import org.jspecify.annotations.NullMarked;
