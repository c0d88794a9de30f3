/** Quantities and scalar values as types; their JSON form is the bare number or string. */
@NullMarked
package io.tidemark.units;

import org.jspecify.annotations.NullMarked;
