/**
 * Tests of the launcher on real PostgreSQL, Kafka and Keycloak processes.
 */
@NullMarked
package io.tidemark.launcher;

import org.jspecify.annotations.NullMarked;
