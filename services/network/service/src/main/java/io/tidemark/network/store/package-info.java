/** Network's read models. */
@NullMarked
package io.tidemark.network.store;

import org.jspecify.annotations.NullMarked;
