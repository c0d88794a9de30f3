/** Tests of the node's wire: the outbox against kills at every byte, both directions against a real broker that dies. */
@NullMarked
package io.tidemark.nodelink;

import org.jspecify.annotations.NullMarked;
