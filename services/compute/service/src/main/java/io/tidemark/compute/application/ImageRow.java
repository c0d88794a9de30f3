package io.tidemark.compute.application;

import java.time.Instant;

/**
 * An image in the library.
 *
 * @param file where it is on the datastore; never shown
 */
public record ImageRow(
        String id,
        String name,
        String tenantId,
        String format,
        String file,
        long sizeBytes,
        long virtualSizeBytes,
        String sha256,
        Instant createdAt) {}
