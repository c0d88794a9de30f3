/**
 * Commands on accepted long work.
 */
@NullMarked
package io.tidemark.cli.client.operation;

import org.jspecify.annotations.NullMarked;
