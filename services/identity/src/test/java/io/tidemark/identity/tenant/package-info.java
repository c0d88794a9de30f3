/** Specifications. */
@NullMarked
package io.tidemark.identity.tenant;

import org.jspecify.annotations.NullMarked;
