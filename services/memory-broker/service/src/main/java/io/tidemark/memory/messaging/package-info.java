/** What the broker does about compute's events, nodes' facts and measurements, and what it tells nodes. */
@NullMarked
package io.tidemark.memory.messaging;

import org.jspecify.annotations.NullMarked;
