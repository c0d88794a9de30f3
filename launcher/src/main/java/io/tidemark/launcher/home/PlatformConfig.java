package io.tidemark.launcher.home;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the last {@code tide up} of a home chose, so that later commands need no options.
 *
 * @param release the id of the build that the platform runs from
 * @param only    the names of the parts that run; empty: all
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PlatformConfig(int portBase, String release, Set<String> only) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public PlatformConfig {
        // Absent in files of an earlier build.
        only = Set.copyOf(Objects.requireNonNullElse(only, Set.of()));
    }

    /** Whether this platform runs the part of this name. */
    public boolean runs(String part) {
        return only.isEmpty() || only.contains(part);
    }

    public static Optional<PlatformConfig> read(Home home) throws IOException {
        Path file = file(home);
        return Files.exists(file)
                ? Optional.of(JSON.readValue(Files.readAllBytes(file), PlatformConfig.class))
                : Optional.empty();
    }

    public void write(Home home) throws IOException {
        Path fresh = file(home).resolveSibling("platform.json.new");
        Files.write(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
        Files.move(fresh, file(home), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Beside the closed configuration directory: anybody may ask where the platform listens. */
    private static Path file(Home home) {
        return home.root().resolve("platform.json");
    }
}
