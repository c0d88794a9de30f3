package io.tidemark.launcher.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Passwords that the platform makes for itself, one file each, readable by the owner only. A secret once made does not
 * change: the parts that know it keep it too.
 */
public final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** 192 bits: beyond guessing, and short enough for every part's password field. */
    private static final int BYTES = 24;

    private final Path directory;

    public Secrets(Home home) {
        this.directory = home.config();
    }

    public String postgres() {
        return secret("postgres.password");
    }

    public String keycloakAdmin() {
        return secret("keycloak-admin.password");
    }

    public String identityClient() {
        return secret("identity-client.secret");
    }

    private synchronized String secret(String name) {
        Path file = directory.resolve(name);
        try {
            if (!Files.exists(file)) {
                write(file);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the secret " + file + " cannot be read or made", e);
        }
    }

    private static void write(Path file) throws IOException {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        Path fresh = Files.createTempFile(
                file.getParent(),
                "secret",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                fresh, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), StandardOpenOption.WRITE);
        Files.move(fresh, file);
    }
}
