/** The audit service over HTTP: records, proofs, checkpoints, traces, and the event feed. */
@NullMarked
package io.tidemark.audit.api;

import org.jspecify.annotations.NullMarked;
