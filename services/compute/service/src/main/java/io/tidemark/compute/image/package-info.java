/** Images: what disks are made from. */
@NullMarked
package io.tidemark.compute.image;

import org.jspecify.annotations.NullMarked;
