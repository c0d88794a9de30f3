/** Tests of the compute service on real PostgreSQL, Kafka and Keycloak. */
@NullMarked
package io.tidemark.compute;

import org.jspecify.annotations.NullMarked;
