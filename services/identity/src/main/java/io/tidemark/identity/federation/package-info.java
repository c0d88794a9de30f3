/**
 * Users and groups are the identity provider's; this looks at them now and then, and records what changed. A provider
 * that is away changes nothing.
 */
@NullMarked
package io.tidemark.identity.federation;

import org.jspecify.annotations.NullMarked;
