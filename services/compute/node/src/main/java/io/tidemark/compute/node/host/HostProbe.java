package io.tidemark.compute.node.host;

import io.tidemark.compute.node.NodeHome;
import io.tidemark.compute.node.storage.DatastoreProbe;
import io.tidemark.guestimage.TinyImage;
import io.tidemark.units.MemorySize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out what this host can do, by trying. The first run may take 20 s where KVM does not carry a Linux; later ones take
 * about a second, because the trials' results are kept for this kernel, QEMU and processor.
 */
public final class HostProbe {
    private static final long KIB = 1024;

    private HostProbe() {}

    /**
     * @param image a built tiny guest, for the trials under KVM
     * @param datastores folders in which volumes are kept; each is tried for image locks
     */
    public static HostFindings run(NodeHome home, TinyImage image, List<Path> datastores) {
        KvmProbe.Result kvm = new KvmProbe(image, home.probeCache()).run();
        int cpus = Runtime.getRuntime().availableProcessors();
        MemorySize memory = memory();
        List<Finding> findings = new ArrayList<>(kvm.findings());
        datastores.forEach(datastore -> findings.add(locks(datastore)));
        findings.addAll(NetworkProbe.run());
        findings.add(pageSharing());
        findings.add(controlGroups());
        findings.add(new Finding("host.cpus", Integer.toString(cpus), "all", "as the kernel lets this process use"));
        findings.add(new Finding("host.memory", memory.toString(), "by reservations", "MemTotal of /proc/meminfo"));
        return new HostFindings(kvm.accelerator(), cpus, memory, findings);
    }

    private static Finding locks(Path datastore) {
        DatastoreProbe probe = DatastoreProbe.of(datastore);
        return new Finding(
                "locks." + datastore,
                probe.holds() ? "yes" : "no",
                probe.holds() ? "second line of defence against a second copy of a guest" : "epochs alone",
                probe.words());
    }

    private static Finding pageSharing() {
        return Files.isWritable(Path.of("/sys/kernel/mm/ksm/run"))
                ? new Finding("memory.ksm", "yes", "off for every guest", "guests of different tenants share no pages")
                : new Finding("memory.ksm", "no", "not used", "the kernel has no writable /sys/kernel/mm/ksm/run");
    }

    private static Finding controlGroups() {
        boolean unified = Files.exists(Path.of("/sys/fs/cgroup/cgroup.controllers"));
        boolean hybrid = Files.isDirectory(Path.of("/sys/fs/cgroup/unified"));
        boolean old = Files.isDirectory(Path.of("/sys/fs/cgroup/memory"));
        String found = unified ? "v2" : old ? (hybrid ? "v1 and v2" : "v1") : "none";
        return new Finding(
                "cgroup.version",
                found,
                unified ? "limits and memory.reclaim" : "limits only",
                unified ? "cgroup v2 is mounted" : "memory is not a cgroup v2 controller here");
    }

    private static MemorySize memory() {
        try {
            return Files.readString(Path.of("/proc/meminfo"))
                    .lines()
                    .filter(line -> line.startsWith("MemTotal:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                    .map(MemorySize::new)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("/proc/meminfo has no MemTotal"));
        } catch (IOException e) {
            throw new UncheckedIOException("this kernel does not tell its memory", e);
        }
    }
}
