/**
 * One run of the client against itself, from which the JDK learns what a start needs and writes its ahead-of-time
 * cache. Nothing else uses this.
 */
@NullMarked
package io.tidemark.cli.client.rehearsal;

import org.jspecify.annotations.NullMarked;
