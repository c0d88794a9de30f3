/** Specifications. */
@NullMarked
package io.tidemark.identity.membership;

import org.jspecify.annotations.NullMarked;
