package io.tidemark.cli.client.session;

import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.outcome.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.util.Optional;

/**
 * Profiles as files that only their owner may read. A file is replaced as a whole, so a reader never finds half of
 * one.
 */
public final class ProfileStore {
    private final Path directory;

    public ProfileStore(Path directory) {
        this.directory = directory;
    }

    public Path fileOf(String name) {
        return file(name, ".json");
    }

    /** A file beside the profile for what else is remembered of its server. */
    public Path companionOf(String name, String purpose) {
        return file(name, "." + purpose + ".json");
    }

    public Optional<Profile> load(String name) {
        Path file = fileOf(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Profile.of(Json.read(Files.readAllBytes(file))));
        } catch (IOException | DateTimeException | IllegalArgumentException unreadable) {
            throw CommandFailure.denied(file + " is not readable as a sign-in; remove it, or run: tide login");
        }
    }

    public void save(String name, Profile profile) {
        write(fileOf(name), Json.pretty(profile.toJson()));
    }

    /** Replaces a file in the profile directory, readable by its owner only from its first byte on. */
    public void write(Path file, String content) {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path fresh = Files.createTempFile(
                    directory,
                    ".tide",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, content + System.lineSeparator());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException refused) {
            throw CommandFailure.refused("cannot keep " + file + ": " + refused.getMessage());
        }
    }

    /** @return false when there was none */
    public boolean delete(String name) {
        try {
            return Files.deleteIfExists(fileOf(name));
        } catch (IOException refused) {
            throw CommandFailure.refused("cannot remove " + fileOf(name) + ": " + refused.getMessage());
        }
    }

    private Path file(String name, String ending) {
        if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_-]*")) {
            throw CommandFailure.usage("a profile's name has letters, digits, - and _ only: " + name);
        }
        return directory.resolve(name + ending);
    }
}
