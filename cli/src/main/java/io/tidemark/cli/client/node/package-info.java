/**
 * Commands on the hosts that run guests.
 */
@NullMarked
package io.tidemark.cli.client.node;

import org.jspecify.annotations.NullMarked;
