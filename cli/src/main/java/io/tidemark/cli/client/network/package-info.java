/**
 * Commands on networks and on the ports that join guests to them.
 */
@NullMarked
package io.tidemark.cli.client.network;

import org.jspecify.annotations.NullMarked;
