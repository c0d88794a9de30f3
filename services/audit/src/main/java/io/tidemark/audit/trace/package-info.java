/** Causal traces: what led to what, from the request down to each call on a node. Pure. */
@NullMarked
package io.tidemark.audit.trace;

import org.jspecify.annotations.NullMarked;
