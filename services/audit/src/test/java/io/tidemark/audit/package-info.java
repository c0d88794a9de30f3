/** The audit service on real PostgreSQL, Kafka and Keycloak. */
@NullMarked
package io.tidemark.audit;

import org.jspecify.annotations.NullMarked;
