/** Relay and intake on real PostgreSQL and Kafka; another service is played by a plain producer. */
@NullMarked
package io.tidemark.messaging;

import org.jspecify.annotations.NullMarked;
