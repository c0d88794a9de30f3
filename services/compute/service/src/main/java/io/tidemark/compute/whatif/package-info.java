/** Runs of real history with other inputs through the code that decides for real. Keeps nothing. */
@NullMarked
package io.tidemark.compute.whatif;

import org.jspecify.annotations.NullMarked;
