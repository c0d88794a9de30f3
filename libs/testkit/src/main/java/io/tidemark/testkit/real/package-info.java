/** The real PostgreSQL, Kafka and Keycloak of a build, shared by all its tests; each test class gets a database and topics of its own. */
@NullMarked
package io.tidemark.testkit.real;

import org.jspecify.annotations.NullMarked;
