/**
 * Commands on guests' memory as the broker holds it.
 */
@NullMarked
package io.tidemark.cli.client.memory;

import org.jspecify.annotations.NullMarked;
