/**
 * The commands that start, stop, show and test a platform on this machine.
 */
@NullMarked
package io.tidemark.cli.platform;

import org.jspecify.annotations.NullMarked;
