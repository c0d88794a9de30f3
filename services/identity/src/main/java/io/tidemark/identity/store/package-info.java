/** Read models of tenants, roles, grants and memberships. */
@NullMarked
package io.tidemark.identity.store;

import org.jspecify.annotations.NullMarked;
