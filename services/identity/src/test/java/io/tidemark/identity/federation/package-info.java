/** Specifications. */
@NullMarked
package io.tidemark.identity.federation;

import org.jspecify.annotations.NullMarked;
