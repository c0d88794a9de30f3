/** Every way to say no: the catalogue of problem codes that API, events and audit share. */
@NullMarked
package io.tidemark.problems;

import org.jspecify.annotations.NullMarked;
