/**
 * The memory broker's module of the node agent: it takes the broker's directives, moves the balloons of running guests to
 * their targets through {@link io.tidemark.memorybroker.node.GuestMemory}, tells as facts where they arrived, and measures.
 * Which target a guest gets is decided elsewhere.
 */
@NullMarked
package io.tidemark.memorybroker.node;

import org.jspecify.annotations.NullMarked;
