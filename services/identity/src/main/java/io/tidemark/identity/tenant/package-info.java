/** A tenant: whose machines and networks stand together in the inventory tree. */
@NullMarked
package io.tidemark.identity.tenant;

import org.jspecify.annotations.NullMarked;
