package io.tidemark.launcher.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    private Path root;

    private Home home;

    @BeforeEach
    void home() throws IOException {
        home = new Home(root);
        home.create();
    }

    @Test
    void a_master_key_is_made_once_for_each_service_and_only_its_owner_reads_it() throws IOException {
        Path key = new Secrets(home).masterKey("identity");
        String made = Files.readString(key);

        assertThat(Base64.getDecoder().decode(made)).hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(new Secrets(home).masterKey("identity")).isEqualTo(key).hasContent(made);
        assertThat(new Secrets(home).masterKey("compute")).isNotEqualTo(key);
    }

    @Test
    void a_key_that_was_put_there_is_never_overwritten() throws IOException {
        Path restored = Files.writeString(home.config().resolve("personal-identity.key"), "restored");

        assertThat(new Secrets(home).masterKey("identity")).isEqualTo(restored).hasContent("restored");
    }

    @Test
    void launchers_that_begin_at_once_agree_on_one_key_and_leave_nothing_else() throws IOException {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        try (ExecutorService launchers = Executors.newFixedThreadPool(8)) {
            for (int launcher = 0; launcher < 64; launcher++) {
                launchers.execute(() -> seen.add(read(new Secrets(home).masterKey("identity"))));
            }
        }

        assertThat(seen).hasSize(1);
        try (Stream<Path> files = Files.list(home.config())) {
            assertThat(files).hasSize(1);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
