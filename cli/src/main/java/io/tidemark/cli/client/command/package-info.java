/**
 * What all client commands share: connection and output options, resolution of names to ids, waiting for
 * operations.
 */
@NullMarked
package io.tidemark.cli.client.command;

import org.jspecify.annotations.NullMarked;
