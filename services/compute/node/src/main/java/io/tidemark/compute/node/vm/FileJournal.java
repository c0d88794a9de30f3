package io.tidemark.compute.node.vm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.compute.node.VmId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * One JSON file per VM. A write goes to a second file, is forced to the disk, takes the first one's name, and the folder is
 * forced too.
 */
final class FileJournal implements Journal {
    private static final Logger LOG = System.getLogger(FileJournal.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    FileJournal(Path folder) {
        try {
            this.folder = Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal has no folder", e);
        }
    }

    @Override
    public void write(VmId vm, JournalEntry entry) {
        Path file = folder.resolve(vm + ".json");
        Path next = folder.resolve(vm + ".next");
        try {
            try (FileChannel channel = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(JournalJson.write(entry)));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be written: " + file, e);
        }
    }

    @Override
    public List<JournalEntry> readAll() {
        List<JournalEntry> entries = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
            for (Path file : files) {
                try {
                    entries.add(JournalJson.read(JSON.readTree(Files.readAllBytes(file))));
                } catch (JsonProcessingException | MalformedDirective e) {
                    // The disk broke its word. The domain's own marks and the hypervisor's trace still prevent a second
                    // start.
                    LOG.log(Level.ERROR, "the journal file {0} cannot be read: {1}", file, e.getMessage());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be read: " + folder, e);
        }
        return entries;
    }
}
