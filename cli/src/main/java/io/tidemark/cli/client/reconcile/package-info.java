/**
 * Mending a record by asking nodes, never by hand.
 */
@NullMarked
package io.tidemark.cli.client.reconcile;

import org.jspecify.annotations.NullMarked;
