/**
 * {@code tide}, the one command of Tidemark: for the platform on this machine and, as a client, for its API.
 */
@NullMarked
package io.tidemark.cli;

import org.jspecify.annotations.NullMarked;
