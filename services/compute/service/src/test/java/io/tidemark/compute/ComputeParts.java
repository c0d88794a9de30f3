package io.tidemark.compute;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A home of its own, deadlines that a test can wait for, and nodes that may be silent for the whole test. */
public final class ComputeParts implements QuarkusTestResourceLifecycleManager {
    private Path home = Path.of("");

    @Override
    public Map<String, String> start() {
        try {
            home = Files.createTempDirectory("tidemark-compute-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "tidemark.home", home.toString(),
                "tidemark.compute.deadline.grants", "PT10S",
                "tidemark.compute.deadline.node", "PT10S",
                "tidemark.compute.node.silence", "PT1H",
                "tidemark.compute.image.largest-bytes", "4194304");
    }

    @Override
    public void stop() {
        try (Stream<Path> files = Files.walk(home)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
