/** Tests of the spans that a collector is told. */
@NullMarked
package io.tidemark.audit.tracing;

import org.jspecify.annotations.NullMarked;
