@NullMarked
package io.tidemark.helm;

import org.jspecify.annotations.NullMarked;
