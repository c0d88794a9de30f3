/** The life of the agent: what is made in which order, what is done again and again, and what it says of itself. */
@NullMarked
package io.tidemark.node.agent;

import org.jspecify.annotations.NullMarked;
