/** What the whole platform promises to people, scripts and other systems, asked of a running one. */
@NullMarked
package io.tidemark.contract;

import org.jspecify.annotations.NullMarked;
