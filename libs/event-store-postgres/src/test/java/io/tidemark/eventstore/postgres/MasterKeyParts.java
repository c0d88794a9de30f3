package io.tidemark.eventstore.postgres;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/** A master key of the tests' own; temporary files are readable by their owner alone. */
public final class MasterKeyParts implements QuarkusTestResourceLifecycleManager {
    private static final byte[] KEY = new byte[32];

    @Override
    public Map<String, String> start() {
        try {
            Path file = Files.createTempFile("master", ".key");
            file.toFile().deleteOnExit();
            Files.writeString(file, Base64.getEncoder().encodeToString(KEY));
            return Map.of("tidemark.personal.key-file", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        // the file goes with the virtual machine
    }
}
