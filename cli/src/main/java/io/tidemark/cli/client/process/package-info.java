/**
 * Commands on what virtual machines are in the middle of.
 */
@NullMarked
package io.tidemark.cli.client.process;

import org.jspecify.annotations.NullMarked;
