package io.tidemark.compute.image;

import io.tidemark.units.MemorySize;

/** What happened to an image. The records are the published payloads. */
public sealed interface ImageEvent {
    ImageId imageId();

    record ImageImported(
            ImageId imageId,
            String tenantId,
            String name,
            String format,
            String file,
            MemorySize sizeBytes,
            MemorySize virtualSizeBytes,
            String sha256)
            implements ImageEvent {}

    record ImageDeleted(ImageId imageId) implements ImageEvent {}
}
