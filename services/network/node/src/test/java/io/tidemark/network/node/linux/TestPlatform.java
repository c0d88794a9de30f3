package io.tidemark.network.node.linux;

import io.tidemark.network.node.PortId;
import io.tidemark.network.node.plan.HostNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.awaitility.Awaitility;

/** A platform of a test's own on this host: a tag nobody else has, and a folder that dnsmasq's user can pass. */
final class TestPlatform implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();

    final String tag = HexFormat.of().toHexDigits(RANDOM.nextInt()).substring(2);
    final HostNames names = new HostNames(tag);
    final Path directory;

    TestPlatform() {
        try {
            directory = Files.createTempDirectory("tidemark-network-");
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A dataplane as a newly started agent has it. */
    LinuxDataplane open() {
        return new LinuxDataplane(tag, directory);
    }

    Namespace namespace() {
        return new Namespace(names.namespace(), Programs.find());
    }

    /** A bridge takes up to a second to notice that somebody has opened a tap of it; a guest takes longer to boot. */
    void awaitForwarding(PortId port) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .until(() -> ip("-d", "link", "show", names.tap(port)).contains(" state forwarding "));
    }

    /** What {@code ip} prints in the platform's namespace. */
    String ip(String... arguments) {
        return succeed(namespace().ip(arguments));
    }

    static String succeed(List<String> arguments) {
        Command.Result result = new Command(arguments, "").run();
        if (!result.succeeded()) {
            throw new IllegalStateException(arguments + ": " + result.complaint());
        }
        return result.output();
    }

    @Override
    public void close() {
        open().sweep();
        try {
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("the sweep left something in " + directory, e);
        }
    }
}
