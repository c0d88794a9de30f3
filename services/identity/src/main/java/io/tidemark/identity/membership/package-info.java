/** Who is a member of which groups, as last observed in the identity provider, which owns that truth. */
@NullMarked
package io.tidemark.identity.membership;

import org.jspecify.annotations.NullMarked;
