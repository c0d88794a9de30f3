/** Tests of the network service on real PostgreSQL, Kafka and Keycloak. */
@NullMarked
package io.tidemark.network;

import org.jspecify.annotations.NullMarked;
