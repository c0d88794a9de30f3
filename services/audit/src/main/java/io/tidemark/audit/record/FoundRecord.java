package io.tidemark.audit.record;

import java.time.Instant;

/**
 * A sealed record as it is found in the log.
 *
 * @param record the record
 * @param sealedAt when the log gave it its position; never falls along leaves
 */
public record FoundRecord(SealedRecord record, Instant sealedAt) {}
