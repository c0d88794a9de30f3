/** What the agent does with its host beside the modules' work: measuring, looking for guests of others, taking all away. */
@NullMarked
package io.tidemark.node.host;

import org.jspecify.annotations.NullMarked;
