/** The audit service's own tables: tree nodes, the search index, the signing key. */
@NullMarked
package io.tidemark.audit.store;

import org.jspecify.annotations.NullMarked;
