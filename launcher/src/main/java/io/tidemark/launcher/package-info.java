/**
 * One platform on one machine: what {@code tide up} and {@code tide down} do, and the same real parts as a library for tests.
 */
@NullMarked
package io.tidemark.launcher;

import org.jspecify.annotations.NullMarked;
