/** That the broker's events and directives are what is published of them. */
@NullMarked
package io.tidemark.memory.messaging;

import org.jspecify.annotations.NullMarked;
