/**
 * Commands on who may do what.
 */
@NullMarked
package io.tidemark.cli.client.access;

import org.jspecify.annotations.NullMarked;
