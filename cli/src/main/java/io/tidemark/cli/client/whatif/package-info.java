/**
 * {@code tide what-if}: what would come of other machines and hosts.
 */
@NullMarked
package io.tidemark.cli.client.whatif;

import org.jspecify.annotations.NullMarked;
