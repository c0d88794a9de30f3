/**
 * The network module of the node agent: it takes the network service's directives, holds what they ask for through a
 * {@link io.tidemark.network.node.Dataplane}, and tells as facts what it did. The values here know only the JDK; what a
 * host looks like while it converges is in {@code plan}, how Linux does it in {@code linux}.
 */
@NullMarked
package io.tidemark.network.node;

import org.jspecify.annotations.NullMarked;
