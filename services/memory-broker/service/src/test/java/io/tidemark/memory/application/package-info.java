/** Specifications of what measurements say. */
@NullMarked
package io.tidemark.memory.application;

import org.jspecify.annotations.NullMarked;
