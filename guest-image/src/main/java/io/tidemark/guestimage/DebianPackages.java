package io.tidemark.guestimage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Debian packages that the tiny image is made of, fetched by the host's own apt and never installed. */
final class DebianPackages {
    /** A package without files that always depends on the newest cloud kernel. */
    private static final String KERNEL = "linux-image-cloud-amd64";

    private static final List<String> FIXED = List.of("busybox-static", "mtools", "syslinux", "syslinux-common");
    private static final Pattern KERNEL_DEPENDENCY =
            Pattern.compile("^Depends:.*?(linux-image-[0-9][^ ,(]*) \\(= ([^)]+)\\)", Pattern.MULTILINE);
    private static final Pattern PACKAGE =
            Pattern.compile("^Package: (\\S+)$.*?^Version: (\\S+)$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Path HERE = Path.of("/");

    private DebianPackages() {}

    /** Every package with its version, as one line; empty when the host's package lists do not know them. */
    static Optional<String> versions() throws IOException {
        List<String> command = new ArrayList<>(List.of("apt-cache", "show", "--no-all-versions", KERNEL));
        command.addAll(FIXED);
        return Tool.attempt(HERE, command.toArray(String[]::new))
                .filter(result -> result.exit() == 0)
                .flatMap(result -> versionsIn(result.output()));
    }

    private static Optional<String> versionsIn(String shown) {
        Matcher kernel = KERNEL_DEPENDENCY.matcher(shown);
        List<String> versions = PACKAGE.matcher(shown)
                .results()
                .filter(found -> FIXED.contains(found.group(1)))
                .map(found -> found.group(1) + "=" + found.group(2))
                .sorted()
                .toList();
        return kernel.find() && versions.size() == FIXED.size()
                ? Optional.of(kernel.group(1) + "=" + kernel.group(2) + " " + String.join(" ", versions))
                : Optional.empty();
    }

    /** Downloads the packages; brings the host's package lists up to date when they do not serve. */
    static String fetchInto(Path folder) throws IOException {
        Optional<String> versions = versions();
        if (versions.isEmpty() || !download(folder, versions.get()).isEmpty()) {
            Tool.attempt(HERE, "apt-get", "-q", "update");
            versions = versions();
            String failure = versions.isEmpty()
                    ? "the package lists do not know " + KERNEL + " and " + String.join(", ", FIXED)
                    : download(folder, versions.get());
            if (!failure.isEmpty()) {
                throw new ImageUnavailable("the Debian packages of the tiny image cannot be fetched: " + failure
                        + " (is the network there? does `apt-get update` work?)");
            }
        }
        return versions.orElseThrow();
    }

    /** Empty when all is there, else the line that says what failed. */
    private static String download(Path folder, String versions) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("apt-get", "-q", "-o", "APT::Sandbox::User=root", "-o", "Acquire::Retries=2", "download"));
        command.addAll(List.of(versions.split(" ")));
        Optional<Tool.Result> result = Tool.attempt(folder, command.toArray(String[]::new));
        if (result.isEmpty()) {
            return "this host has no apt-get";
        }
        try (Stream<Path> files = Files.list(folder)) {
            long there = files.filter(f -> f.toString().endsWith(".deb")).count();
            return result.get().exit() == 0 && there == FIXED.size() + 1
                    ? ""
                    : result.get().lastLine();
        }
    }
}
