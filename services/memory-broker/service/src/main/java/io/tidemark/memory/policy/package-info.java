/** How much of a node's memory each guest shall have now: a pure function of what was measured. */
@NullMarked
package io.tidemark.memory.policy;

import org.jspecify.annotations.NullMarked;
