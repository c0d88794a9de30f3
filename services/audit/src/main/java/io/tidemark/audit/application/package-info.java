/** What the audit service does: seals records, proves them, signs checkpoints, finds records and arranges traces. */
@NullMarked
package io.tidemark.audit.application;

import org.jspecify.annotations.NullMarked;
