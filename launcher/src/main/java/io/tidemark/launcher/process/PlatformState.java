package io.tidemark.launcher.process;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.launcher.host.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The supervisor's view, as it is in {@code run/state.json}.
 *
 * @param supervisor who wrote it; when that process is gone, the rest is history
 * @param release    the build that the parts run from
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PlatformState(RunningProcess supervisor, String release, int portBase, List<PartState> parts) {
    /** Only the components are written, not what is asked of them. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().disable(MapperFeature.AUTO_DETECT_IS_GETTERS).build();

    public boolean isReady() {
        return parts.stream().allMatch(part -> part.phase() == PartState.Phase.READY);
    }

    /** Replaces the file in one step: a reader sees the old state or the new one. */
    void write(Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Empty if no supervisor ever wrote one here. */
    public static Optional<PlatformState> read(Path file) throws IOException {
        return Files.exists(file)
                ? Optional.of(JSON.readValue(Files.readAllBytes(file), PlatformState.class))
                : Optional.empty();
    }
}
