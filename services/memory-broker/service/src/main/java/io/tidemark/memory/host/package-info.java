/** A node's memory: what is reserved of it, for whom, and which target each guest's balloon has. */
@NullMarked
package io.tidemark.memory.host;

import org.jspecify.annotations.NullMarked;
