/** The client's commands, driven as a person drives them, against a real HTTP server that follows a script. */
@NullMarked
package io.tidemark.cli.client;

import org.jspecify.annotations.NullMarked;
