/** The broker's read models. */
@NullMarked
package io.tidemark.memory.store;

import org.jspecify.annotations.NullMarked;
