@NullMarked
package io.tidemark.compute.fleet;

import org.jspecify.annotations.NullMarked;
