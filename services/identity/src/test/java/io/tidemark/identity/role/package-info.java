/** Specifications. */
@NullMarked
package io.tidemark.identity.role;

import org.jspecify.annotations.NullMarked;
