@NullMarked
package io.tidemark.eventstore;

import org.jspecify.annotations.NullMarked;
