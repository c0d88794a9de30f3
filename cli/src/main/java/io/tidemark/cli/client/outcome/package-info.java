/**
 * How a client command ends: the exit codes that scripts rely on, and the one exception that carries a code
 * with the line to print.
 */
@NullMarked
package io.tidemark.cli.client.outcome;

import org.jspecify.annotations.NullMarked;
