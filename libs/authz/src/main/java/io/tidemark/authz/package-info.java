/**
 * Who may do what, decided on a local replica of identity's roles, grants and memberships, and who is asking,
 * verified offline with keys kept in the service's own database.
 */
@NullMarked
package io.tidemark.authz;

import org.jspecify.annotations.NullMarked;
