/** The shape of every aggregate: a pure decision and a pure evolution. */
@NullMarked
package io.tidemark.decider;

import org.jspecify.annotations.NullMarked;
