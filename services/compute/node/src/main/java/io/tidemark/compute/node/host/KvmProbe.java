package io.tidemark.compute.node.host;

import io.tidemark.compute.node.HostCommand;
import io.tidemark.compute.node.hypervisor.Accelerator;
import io.tidemark.guestimage.TinyImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether guests can run on KVM. A device that opens, even one that runs real mode, says too little: on nested software KVM a
 * boot sector runs and a kernel hangs. So the tiny Linux is booted.
 */
final class KvmProbe {
    static final String DEVICE = "kvm.device";
    static final String REAL_MODE = "kvm.realMode";
    static final String USABLE = "kvm.usable";

    private static final Path KVM = Path.of("/dev/kvm");
    private static final String WANTED_MODE = "rw-rw----";
    /** The tiny Linux takes under 2 s on working KVM; ten times that is a host in trouble. */
    private static final Duration LINUX_LIMIT = Duration.ofSeconds(20);

    private static final Duration SECTOR_LIMIT = Duration.ofSeconds(20);
    private static final Pattern CPU = Pattern.compile("^(model name|microcode|flags)\\s*:.*$", Pattern.MULTILINE);

    private final TinyImage image;
    private final Path cacheFile;

    KvmProbe(TinyImage image, Path cacheFile) {
        this.image = image;
        this.cacheFile = cacheFile;
    }

    record Result(Accelerator accelerator, List<Finding> findings) {}

    Result run() {
        Finding device = device();
        if (!Files.exists(KVM)) {
            Finding usable = new Finding(USABLE, "no", "tcg", "there is no " + KVM);
            return new Result(Accelerator.TCG, List.of(device, usable));
        }
        Map<String, TrialBoot> trials = trials();
        TrialBoot sector = trials.getOrDefault(REAL_MODE, new TrialBoot(false, "not tried"));
        TrialBoot linux = trials.getOrDefault(USABLE, new TrialBoot(false, "not tried"));
        Finding realMode = new Finding(
                REAL_MODE,
                sector.succeeded() ? "yes, " + sector.words() : "no: " + sector.words(),
                "tests only",
                "a boot sector proves real mode and nothing of an operating system");
        Finding usable = linux.succeeded()
                ? new Finding(USABLE, "yes, " + linux.words(), "kvm", "the tiny Linux reached userspace under KVM")
                : new Finding(
                        USABLE,
                        "no: " + linux.words(),
                        "tcg",
                        "the tiny Linux did not reach userspace under KVM, so guests are translated by QEMU");
        return new Result(linux.succeeded() ? Accelerator.KVM : Accelerator.TCG, List.of(device, realMode, usable));
    }

    private Map<String, TrialBoot> trials() {
        ProbeCache cache = new ProbeCache(cacheFile, identity());
        return cache.read().orElseGet(() -> {
            // Both at once: on a host without usable KVM each takes its whole limit.
            var sector = CompletableFuture.supplyAsync(() -> TrialBoot.of(
                    "kvm",
                    List.of("-drive", "format=raw,snapshot=on,file=" + image.realMode()),
                    "REALMODE",
                    SECTOR_LIMIT));
            TrialBoot linux = TrialBoot.of("kvm", linux(), "tick 1 ", LINUX_LIMIT);
            Map<String, TrialBoot> results = new TreeMap<>(Map.of(USABLE, linux, REAL_MODE, sector.join()));
            cache.write(results);
            return results;
        });
    }

    private List<String> linux() {
        return List.of(
                "-kernel",
                image.vmlinuz().toString(),
                "-initrd",
                image.initramfs().toString(),
                "-append",
                "console=ttyS0 quiet panic=-1 rdinit=/init");
    }

    /** Looks at the device, and mends its permission where this process may: QEMU's user is in the group kvm. */
    private static Finding device() {
        if (!Files.exists(KVM)) {
            return new Finding(DEVICE, "absent", "none", "the kernel or the processor offers no virtualization");
        }
        String before = permission();
        if (before.equals("kvm " + WANTED_MODE)) {
            return new Finding(DEVICE, "present, group " + before, "as it is", "QEMU's user may open it");
        }
        boolean mended = HostCommand.of("chgrp", "kvm", KVM.toString()).run().ok()
                && HostCommand.of("chmod", "0660", KVM.toString()).run().ok();
        return mended
                ? new Finding(
                        DEVICE,
                        "present, was group " + before,
                        "permission mended to group " + permission(),
                        "only root could open it, and libvirt then examines QEMU anew for a minute at every start")
                : new Finding(
                        DEVICE, "present, group " + before, "as it is", "this process may not mend its permission");
    }

    private static String permission() {
        try {
            return Files.getAttribute(KVM, "unix:group") + " "
                    + PosixFilePermissions.toString(Files.getPosixFilePermissions(KVM));
        } catch (IOException e) {
            return "unreadable";
        }
    }

    /** Kernel, QEMU and processor, and how the device may be opened: what the trials' results depend on. */
    private static String identity() {
        StringBuilder identity = new StringBuilder();
        identity.append(HostCommand.of("uname", "-srv").run().output()).append('\n');
        identity.append(HostCommand.of("qemu-system-x86_64", "--version").run().output())
                .append('\n');
        try {
            Matcher cpu = CPU.matcher(Files.readString(Path.of("/proc/cpuinfo")));
            for (int lines = 0; lines < 3 && cpu.find(); lines++) {
                identity.append(cpu.group()).append('\n');
            }
        } catch (IOException e) {
            identity.append("no cpuinfo\n");
        }
        return Integer.toHexString(identity.toString().hashCode()) + " "
                + identity.toString().lines().limit(2).reduce("", (a, b) -> a + b + "; ");
    }
}
