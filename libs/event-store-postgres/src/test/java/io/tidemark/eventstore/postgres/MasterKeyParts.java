package io.tidemark.eventstore.postgres;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/** A master key of the tests' own; temporary files are readable by their owner alone. */
public final class MasterKeyParts implements QuarkusTestResourceLifecycleManager {
    /** A key of 32 such bytes. */
    static String base64(byte value) {
        byte[] key = new byte[32];
        Arrays.fill(key, value);
        return Base64.getEncoder().encodeToString(key);
    }

    @Override
    public Map<String, String> start() {
        try {
            Path file = Files.createTempFile("master", ".key");
            file.toFile().deleteOnExit();
            Files.writeString(file, base64((byte) 0));
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
