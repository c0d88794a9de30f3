/**
 * Commands on the tamper-evident record: causal traces, and verification done on this side.
 */
@NullMarked
package io.tidemark.cli.client.audit;

import org.jspecify.annotations.NullMarked;
