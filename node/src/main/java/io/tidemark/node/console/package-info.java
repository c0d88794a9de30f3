/** Guests' serial consoles over HTTP on this host, for whoever brings a ticket that compute signed. */
@NullMarked
package io.tidemark.node.console;

import org.jspecify.annotations.NullMarked;
