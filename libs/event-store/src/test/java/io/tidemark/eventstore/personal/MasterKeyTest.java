package io.tidemark.eventstore.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.units.Personal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTest {
    @TempDir
    Path directory;

    private static String base64(int filling, int bytes) {
        byte[] key = new byte[bytes];
        Arrays.fill(key, (byte) filling);
        return Base64.getEncoder().encodeToString(key);
    }

    private Path file(String content, String permissions) throws IOException {
        Path file = Files.writeString(directory.resolve("master.key"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void unwraps_what_it_wrapped_for_that_subject_alone() throws IOException {
        MasterKey master = MasterKey.read(file(base64(1, 32) + "\n", "r--r-----"));
        SubjectKey key = SubjectKey.create("anne");
        String wrapped = master.wrap(key);

        SubjectKey again = master.unwrap(key.id(), "anne", wrapped);

        assertThat(again.open(key.seal("Anne"))).isEqualTo(new Personal.Clear("anne", "Anne"));
        assertThatThrownBy(() -> master.unwrap(key.id(), "bob", wrapped)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> MasterKey.ofBase64(base64(2, 32)).unwrap(key.id(), "anne", wrapped))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not sealed with this key");
    }

    @Test
    void a_file_that_others_can_read_is_refused() throws IOException {
        Path open = file(base64(1, 32), "rw-r--r--");

        assertThatThrownBy(() -> MasterKey.read(open))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("chmod 0600");
    }

    @Test
    void a_key_of_another_length_is_refused() throws IOException {
        Path file = file(base64(1, 16), "rw-------");

        assertThatThrownBy(() -> MasterKey.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 bytes, not 16");
    }
}
