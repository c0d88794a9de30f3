/** Tests of the memory broker on real PostgreSQL, Kafka and Keycloak. */
@NullMarked
package io.tidemark.memory;

import org.jspecify.annotations.NullMarked;
