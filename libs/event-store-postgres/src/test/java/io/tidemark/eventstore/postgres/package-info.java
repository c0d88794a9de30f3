@NullMarked
package io.tidemark.eventstore.postgres;

import org.jspecify.annotations.NullMarked;
