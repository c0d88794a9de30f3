/** Virtual machines: what may happen to one, and when. */
@NullMarked
package io.tidemark.compute.vm;

import org.jspecify.annotations.NullMarked;
