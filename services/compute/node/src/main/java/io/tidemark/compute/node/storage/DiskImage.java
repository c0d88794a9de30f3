package io.tidemark.compute.node.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.compute.node.HostCommand;
import io.tidemark.units.MemorySize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A disk image that stands alone, as {@code qemu-img} sees it.
 *
 * @param format {@code qcow2} or {@code raw}
 * @param virtualSize of the disk that a guest would see
 */
public record DiskImage(Path file, String format, MemorySize virtualSize) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> FORMATS = Set.of("qcow2", "raw");
    /** A forged header must not make us create metadata without end: 16 TiB is more than any disk here. */
    private static final MemorySize LARGEST = MemorySize.ofGibibytes(16 * 1024);
    /** Reading a header takes milliseconds; a file that keeps qemu-img busy longer is an attack or a dead datastore. */
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(20);

    /**
     * Looks at a file that anybody may have written.
     *
     * @throws ImageUnfit when it is not there, of another format, larger than 16 TiB, or reaches beyond itself (a backing
     *     file or a data file, which would let its author read this host's files)
     */
    public static DiskImage probe(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ImageUnfit("there is no image file " + file);
        }
        HostCommand.Result result = new HostCommand(
                        List.of("qemu-img", "info", "--output=json", "--force-share", file.toString()), PROBE_LIMIT)
                .run();
        if (!result.ok()) {
            throw new ImageUnfit("qemu-img cannot read " + file + ": " + result.lastLine());
        }
        try {
            return checked(file, JSON.readTree(result.output()));
        } catch (JsonProcessingException e) {
            throw new ImageUnfit("qemu-img says nothing readable of " + file + ": " + result.lastLine());
        }
    }

    private static DiskImage checked(Path file, JsonNode info) {
        String format = info.path("format").asText();
        MemorySize size = new MemorySize(info.path("virtual-size").asLong());
        if (!FORMATS.contains(format)) {
            throw new ImageUnfit("the image " + file + " is of the format " + format + ", not one of " + FORMATS);
        }
        if (info.has("backing-filename") || info.has("full-backing-filename")) {
            throw new ImageUnfit("the image " + file + " has a backing file: " + info.path("backing-filename"));
        }
        if (info.path("format-specific").path("data").has("data-file")) {
            throw new ImageUnfit("the image " + file + " keeps its data in another file");
        }
        if (size.isMoreThan(LARGEST)) {
            throw new ImageUnfit("the image " + file + " claims " + size + ", more than " + LARGEST);
        }
        return new DiskImage(file, format, size);
    }
}
