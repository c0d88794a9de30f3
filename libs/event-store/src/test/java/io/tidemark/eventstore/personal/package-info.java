@NullMarked
package io.tidemark.eventstore.personal;

import org.jspecify.annotations.NullMarked;
