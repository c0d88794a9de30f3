/** Measurements of the host's and its guests' memory: what the memory broker plans with, not kept for ever. */
@NullMarked
package io.tidemark.memorybroker.node.telemetry;

import org.jspecify.annotations.NullMarked;
