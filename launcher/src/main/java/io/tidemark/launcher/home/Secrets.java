package io.tidemark.launcher.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Passwords and keys that the platform makes for itself, one file each, readable by the owner only. A secret once made does
 * not change: the parts that know it keep it too, and what is sealed under a master key can be read with no other. Backups
 * of the databases need the directory beside them.
 */
public final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** 192 bits: beyond guessing, and short enough for every part's password field. */
    private static final int BYTES = 24;

    /** What the cipher of master keys takes: AES-256. */
    private static final int KEY_BYTES = 32;

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

    /** The file of the key that a service's keys of personal values are wrapped with; no service has another's. */
    public Path masterKey(String service) {
        return file("personal-" + service + ".key", KEY_BYTES, Base64.getEncoder());
    }

    private String secret(String name) {
        Path file = file(name, BYTES, Base64.getUrlEncoder().withoutPadding());
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the secret " + file + " cannot be read", e);
        }
    }

    private Path file(String name, int bytes, Base64.Encoder form) {
        Path file = directory.resolve(name);
        try {
            if (!Files.exists(file)) {
                write(file, bytes, form);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("the secret " + file + " cannot be made", e);
        }
    }

    /** Whole or not at all, and never over one that somebody else has made meanwhile. */
    private static void write(Path file, int count, Base64.Encoder form) throws IOException {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        Path fresh = Files.createTempFile(
                file.getParent(),
                "secret",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(fresh, form.encodeToString(bytes), StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException madeMeanwhile) {
            // That one stands.
        } finally {
            Files.delete(fresh);
        }
    }
}
