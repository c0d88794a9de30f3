/**
 * Keeping processes alive: the supervisor, which starts parts in order, adopts those that still run, and starts again those that died.
 */
@NullMarked
package io.tidemark.launcher.process;

import org.jspecify.annotations.NullMarked;
