/** From what modules tell to facts with a full cause, kept in the outbox. */
@NullMarked
package io.tidemark.node.fact;

import org.jspecify.annotations.NullMarked;
