/**
 * Commands on virtual machines.
 */
@NullMarked
package io.tidemark.cli.client.vm;

import org.jspecify.annotations.NullMarked;
