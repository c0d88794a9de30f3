package io.tidemark.launcher.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The Debian packages that a platform with a node needs, and installing those that are missing. */
public final class HostPackages {
    /** Not the kernel: the package of the tiny guest is fetched and unpacked, never installed. */
    public static final List<String> NEEDED = List.of(
            "qemu-system-x86",
            "qemu-utils",
            "libvirt-daemon-system",
            "libvirt-clients",
            "swtpm",
            "swtpm-tools",
            "ovmf",
            "dnsmasq-base",
            "nftables",
            "genisoimage",
            "kmod",
            "syslinux",
            "syslinux-common",
            "mtools",
            "dosfstools",
            "cpio",
            "busybox-static",
            "iproute2",
            "procps");

    /** What the tests need beyond that: Go code by others that judges the audit log's proofs; the compiler only where none is. */
    private static final List<String> NEEDED_BY_TESTS = List.of("golang-golang-x-mod-dev");

    private static final String GO = "golang-go";

    private HostPackages() {}

    /** Whether this machine has Debian's package tools. */
    public static boolean isDebian() {
        return Command.exists("dpkg-query") && Command.exists("apt-get");
    }

    public static List<String> missing() {
        return missing(NEEDED);
    }

    /** What is missing of everything that a platform and the tests need. */
    public static List<String> missingForTests() {
        List<String> wanted = new ArrayList<>(NEEDED);
        wanted.addAll(NEEDED_BY_TESTS);
        if (!Command.exists("go")) {
            wanted.add(GO);
        }
        return missing(wanted);
    }

    private static List<String> missing(List<String> wanted) {
        List<String> query = new ArrayList<>(List.of("dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n"));
        query.addAll(wanted);
        Set<String> installed = Command.run(query)
                .lines()
                .filter(line -> line.endsWith(" installed"))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .collect(Collectors.toSet());
        return wanted.stream().filter(name -> !installed.contains(name)).toList();
    }

    /**
     * Installs packages, after one refresh of the lists if the first try fails.
     *
     * @param log takes apt's output
     * @throws IOException if they cannot be installed
     */
    public static void install(List<String> packages, Path log) throws IOException, InterruptedException {
        List<String> install = new ArrayList<>(List.of("apt-get", "install", "-y", "--no-install-recommends"));
        install.addAll(packages);
        if (apt(install, log) != 0 && (apt(List.of("apt-get", "update"), log) != 0 || apt(install, log) != 0)) {
            throw new IOException("apt could not install " + String.join(" ", packages) + ": see " + log);
        }
    }

    private static int apt(List<String> command, Path log) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Privilege.privileged(command))
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        return builder.start().waitFor();
    }
}
