package io.tidemark.compute.image;

import io.tidemark.units.MemorySize;

/** An image's states. */
public sealed interface Image {
    record Absent() implements Image {}

    /** In the library. */
    record Present(Content content) implements Image {}

    record Deleted() implements Image {}

    /**
     * What was imported, as probed, never as claimed.
     *
     * @param tenantId whose it is; empty text means that everybody may use it
     * @param format qcow2, raw or iso
     * @param file its file on the datastore
     * @param sizeBytes the file's size
     * @param virtualSizeBytes the disk's size as a guest sees it
     * @param sha256 of the file, in hex
     */
    record Content(
            String tenantId,
            String name,
            String format,
            String file,
            MemorySize sizeBytes,
            MemorySize virtualSizeBytes,
            String sha256) {}
}
