/** What identity publishes besides its events: the heartbeat that tells replicas how old they are. */
@NullMarked
package io.tidemark.identity.messaging;

import org.jspecify.annotations.NullMarked;
