/** Tests of images as they come out. */
@NullMarked
package io.tidemark.images;

import org.jspecify.annotations.NullMarked;
