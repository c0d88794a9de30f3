/**
 * The node agent: one process per host that assembles what compute, network and the memory broker bring for nodes, and
 * connects it to Kafka. This package holds its entrance and its settings; decisions that need more than this host are made
 * elsewhere.
 */
@NullMarked
package io.tidemark.node;

import org.jspecify.annotations.NullMarked;
