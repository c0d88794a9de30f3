/**
 * What a command takes from the process around it: variables, home, standard input, time. Commands ask for
 * these here and nowhere else, so that a test can give its own.
 */
@NullMarked
package io.tidemark.cli.client.surroundings;

import org.jspecify.annotations.NullMarked;
