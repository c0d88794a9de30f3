/**
 * Who may do what on which object, decided by pure functions over an immutable snapshot.
 *
 * <p>Grants hang on an inventory tree and are inherited downwards; {@link io.tidemark.authz.decision.AccessModel}
 * holds roles, grants and group memberships and answers with a {@link io.tidemark.authz.decision.Verdict} that names
 * the grant that decided. Nothing in here reads a clock, a token or a network: how old the snapshot is, and whether
 * that is too old, is asked elsewhere.
 */
@NullMarked
package io.tidemark.authz.decision;

import org.jspecify.annotations.NullMarked;
