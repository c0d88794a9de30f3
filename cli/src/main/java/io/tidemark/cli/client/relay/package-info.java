/**
 * Commands on how services publish their events.
 */
@NullMarked
package io.tidemark.cli.client.relay;

import org.jspecify.annotations.NullMarked;
