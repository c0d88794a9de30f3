/** A dataplane without a host, for tests of what uses one. */
@NullMarked
package io.tidemark.network.node.memory;

import org.jspecify.annotations.NullMarked;
