@NullMarked
package io.tidemark.compute.image;

import org.jspecify.annotations.NullMarked;
