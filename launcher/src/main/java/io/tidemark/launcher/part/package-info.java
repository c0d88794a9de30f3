/**
 * The parts of a platform as data: PostgreSQL, Kafka, Keycloak and our own JVM processes, each with its command line and its ready probe.
 */
@NullMarked
package io.tidemark.launcher.part;

import org.jspecify.annotations.NullMarked;
