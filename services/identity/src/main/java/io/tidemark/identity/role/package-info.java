/** A role: a named set of privileges that grants refer to. */
@NullMarked
package io.tidemark.identity.role;

import org.jspecify.annotations.NullMarked;
