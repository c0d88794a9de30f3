/**
 * Building this clone only when its sources changed.
 */
@NullMarked
package io.tidemark.launcher.build;

import org.jspecify.annotations.NullMarked;
