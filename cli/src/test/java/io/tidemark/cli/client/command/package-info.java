/** Arguments and shared parts. */
@NullMarked
package io.tidemark.cli.client.command;

import org.jspecify.annotations.NullMarked;
