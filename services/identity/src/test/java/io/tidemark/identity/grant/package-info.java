/** Specifications. */
@NullMarked
package io.tidemark.identity.grant;

import org.jspecify.annotations.NullMarked;
