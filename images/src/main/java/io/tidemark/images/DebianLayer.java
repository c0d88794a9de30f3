package io.tidemark.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A root file system of a few Debian packages as a tar file, unpacked from the host's own package sources and not
 * configured: no package manager, no maintainer scripts, no shell unless a package brings one.
 */
record DebianLayer(List<String> packages) {
    private static final String MISSING = "apt install mmdebstrap (root, or user namespaces, let it run)";
    private static final List<Path> SOURCES =
            List.of(Path.of("/etc/apt/sources.list.d/debian.sources"), Path.of("/etc/apt/sources.list"));

    /** Makes the file, or leaves it if it is there; {@code mvn clean} is how to take newer packages. */
    void makeAt(Path tar) throws IOException {
        if (Files.exists(tar)) {
            return;
        }
        Path unfinished = tar.resolveSibling("new-" + tar.getFileName());
        List<String> command = new ArrayList<>(List.of(
                "mmdebstrap",
                "--variant=extract",
                "--format=tar",
                "--include=" + String.join(",", packages),
                // Containers bring devices of their own; documentation is not read there.
                "--skip=output/dev",
                "--dpkgopt=path-exclude=/usr/share/man/*",
                "--dpkgopt=path-exclude=/usr/share/locale/*",
                suite(),
                unfinished.toString()));
        command.add(sources().toString());
        Tool.run(MISSING, command);
        Files.move(unfinished, tar, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The code name of the Debian that this host is, because its package sources serve that one. */
    private static String suite() throws IOException {
        return Files.readAllLines(Path.of("/etc/os-release")).stream()
                .filter(line -> line.startsWith("VERSION_CODENAME="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .findFirst()
                .orElseThrow(() -> new IOException("images are built on Debian: /etc/os-release has no code name"));
    }

    private static Path sources() throws IOException {
        return SOURCES.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new IOException("images are built on Debian: no package sources in " + SOURCES));
    }
}
