/** Tokens and the replica of grants on real PostgreSQL and Kafka. */
@NullMarked
package io.tidemark.authz;

import org.jspecify.annotations.NullMarked;
