/** What the audit service takes in: everything. */
@NullMarked
package io.tidemark.audit.messaging;

import org.jspecify.annotations.NullMarked;
