package io.tidemark.launcher;

import io.tidemark.launcher.home.Home;
import io.tidemark.launcher.home.Ports;
import io.tidemark.launcher.home.Release;
import io.tidemark.launcher.host.HostPackages;
import io.tidemark.launcher.host.PortOwner;
import io.tidemark.launcher.host.Privilege;
import io.tidemark.launcher.host.ProcFs;
import io.tidemark.launcher.part.Part;
import io.tidemark.launcher.part.PartCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What must hold before a platform is started. Looks only: a check that fails leaves the machine as it was, and says
 * in one line what is wrong and what helps.
 */
public final class Preflight {
    /** The first start takes about 2 GiB: the build, Keycloak, databases, the guest image; the rest is for guests. */
    public static final long NEEDED_BYTES = 3L << 30;

    private final Home home;
    private final Ports ports;

    public Preflight(Home home, Ports ports) {
        this.home = home;
        this.ports = ports;
    }

    /** The first thing that is wrong. */
    public Optional<String> problem() throws IOException {
        for (Check check : List.<Check>of(this::jdk, this::root, this::packages, this::disk, this::ports)) {
            Optional<String> problem = check.problem();
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    /** One check: empty, or one line. */
    public interface Check {
        Optional<String> problem() throws IOException;
    }

    public Optional<String> jdk() {
        int version = Runtime.version().feature();
        return version >= 25
                ? Optional.empty()
                : Optional.of("this is Java " + version + ": set JAVA_HOME to a JDK 25");
    }

    public Optional<String> root() {
        return Privilege.isRoot() || Privilege.hasSudo()
                ? Optional.empty()
                : Optional.of("a platform with a node needs root: run this as root, or install sudo");
    }

    public Optional<String> packages() {
        if (HostPackages.isDebian()) {
            return Optional.empty();
        }
        return Optional.of("this machine has no apt: install by hand what these Debian packages hold: "
                + String.join(" ", HostPackages.NEEDED));
    }

    public Optional<String> disk() throws IOException {
        Path existing = Stream.iterate(home.root(), path -> path != null, Path::getParent)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        long free = Files.getFileStore(existing).getUsableSpace();
        return free >= NEEDED_BYTES
                ? Optional.empty()
                : Optional.of("the disk under %s has %d MiB free, a platform needs %d: make room, or choose --home"
                        .formatted(existing, free >> 20, NEEDED_BYTES >> 20));
    }

    /** Ports that a running part of this home holds are ours already. */
    public Optional<String> ports() {
        return PartCatalogue.planned(home, ports, Release.of(home, "none")).stream()
                .filter(part -> ProcFs.withArgument(part.signature()).isEmpty())
                .flatMap(part -> part.ports().stream()
                        .filter(port -> !Ports.isFree(port))
                        .map(port -> taken(part, port)))
                .findFirst();
    }

    private static String taken(Part part, int port) {
        return "port %d, for %s, is taken by %s: free it, or choose other ports with --port-base"
                .formatted(port, part.name(), PortOwner.of(port).orElse("another process"));
    }
}
