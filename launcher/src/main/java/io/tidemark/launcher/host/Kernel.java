package io.tidemark.launcher.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What this machine's kernel offers, as far as one sees without trying; the node probes the rest by trying. */
public final class Kernel {
    private static final Path KVM = Path.of("/dev/kvm");

    private Kernel() {}

    /**
     * One thing that was looked for.
     *
     * @param consequence what follows for guests, in words
     */
    public record Finding(String name, boolean present, String consequence) {}

    public static List<Finding> findings() {
        return List.of(
                kvm(),
                file("/dev/net/tun", "tun/tap", "guests get network cards", "no taps: guests have no network"),
                file("/proc/pressure/memory", "pressure (PSI)", "memory pressure is seen", "no memory pressure seen"),
                file("/sys/kernel/mm/ksm/run", "page sharing", "equal pages can be shared", "no page sharing"),
                swap());
    }

    private static Finding kvm() {
        if (!Files.exists(KVM)) {
            return new Finding("/dev/kvm", false, "absent: guests are emulated (TCG), correct but slow");
        }
        String mode =
                Command.run("stat", "-c", "%A %U:%G", KVM.toString()).output().strip();
        return Files.isWritable(KVM)
                ? new Finding(
                        "/dev/kvm", true, mode + "; whether a Linux guest runs under it, the node finds by trying")
                : new Finding("/dev/kvm", false, mode + ": we may not open it, guests are emulated (TCG)");
    }

    private static Finding file(String path, String name, String with, String without) {
        boolean present = Files.exists(Path.of(path));
        return new Finding(name, present, present ? with : without);
    }

    private static Finding swap() {
        try {
            boolean present = Files.readString(Path.of("/proc/swaps"), StandardCharsets.UTF_8)
                            .lines()
                            .count()
                    > 1;
            return new Finding("swap", present, present ? "there is some" : "none: memory cannot be overcommitted far");
        } catch (IOException e) {
            return new Finding("swap", false, "unknown: " + e.getMessage());
        }
    }
}
