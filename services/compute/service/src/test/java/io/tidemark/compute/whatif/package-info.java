@NullMarked
package io.tidemark.compute.whatif;

import org.jspecify.annotations.NullMarked;
