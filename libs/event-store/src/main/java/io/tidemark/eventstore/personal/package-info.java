/**
 * Personal values of events under keys that can be destroyed: how they are sealed and opened, and the port to the keys.
 */
@NullMarked
package io.tidemark.eventstore.personal;

import org.jspecify.annotations.NullMarked;
