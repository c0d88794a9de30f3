/** What network does about compute's events, and what it tells nodes. */
@NullMarked
package io.tidemark.network.messaging;

import org.jspecify.annotations.NullMarked;
