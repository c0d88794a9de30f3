@NullMarked
package io.tidemark.compute.vm;

import org.jspecify.annotations.NullMarked;
