/** Tests of the identity service on real PostgreSQL, Kafka and Keycloak. */
@NullMarked
package io.tidemark.identity;

import org.jspecify.annotations.NullMarked;
