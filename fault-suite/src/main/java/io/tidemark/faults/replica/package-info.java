/**
 * A service that does nothing but what every service does: it appends events, numbers and publishes them, and takes
 * others' events in. Started twice as the ledger, which writes, and twice as the mirror, which copies what is written.
 */
@NullMarked
package io.tidemark.faults.replica;

import org.jspecify.annotations.NullMarked;
