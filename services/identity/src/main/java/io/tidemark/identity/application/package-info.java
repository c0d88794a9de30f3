/** Wires identity's aggregates to the event store: wire names, unique names, the bound on what one may hand on. */
@NullMarked
package io.tidemark.identity.application;

import org.jspecify.annotations.NullMarked;
