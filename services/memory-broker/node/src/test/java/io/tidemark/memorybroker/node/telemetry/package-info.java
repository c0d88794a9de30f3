/** Specifications of measurements. */
@NullMarked
package io.tidemark.memorybroker.node.telemetry;

import org.jspecify.annotations.NullMarked;
