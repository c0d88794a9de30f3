/**
 * The wire between services and one node, seen from the node: directives in, each the whole desired state of one object,
 * and facts out, numbered densely and never lost between the disk of this host and Kafka. Knows neither what directives ask
 * for nor what facts tell.
 */
@NullMarked
package io.tidemark.nodelink;

import org.jspecify.annotations.NullMarked;
