/**
 * Commands on events that a service could not handle.
 */
@NullMarked
package io.tidemark.cli.client.parked;

import org.jspecify.annotations.NullMarked;
