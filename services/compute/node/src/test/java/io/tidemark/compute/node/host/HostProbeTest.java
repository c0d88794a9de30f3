package io.tidemark.compute.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.compute.node.NodeHome;
import io.tidemark.compute.node.TestHome;
import io.tidemark.compute.node.hypervisor.Accelerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What this host can do, found on this host. */
class HostProbeTest {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @TempDir
    private Path root = Path.of("unset");

    @Test
    @Timeout(240)
    void the_probe_says_what_it_found_what_is_used_and_why_and_remembers_it() throws IOException {
        NodeHome home = new NodeHome(root);
        HostFindings first = HostProbe.run(home, TestHome.tinyImage(), List.of(root));
        assertThat(first.findings())
                .extracting(Finding::name)
                .contains(
                        "kvm.device",
                        "kvm.usable",
                        "locks." + root,
                        "net.bridge",
                        "net.veth",
                        "net.nft",
                        "net.htb",
                        "net.tbf",
                        "net.ifb",
                        "memory.ksm",
                        "cgroup.version",
                        "host.cpus",
                        "host.memory");
        assertThat(first.findings()).allSatisfy(finding -> {
            assertThat(finding.found()).isNotBlank();
            assertThat(finding.use()).isNotBlank();
            assertThat(finding.why()).isNotBlank();
        });
        assertThat(first.named("locks." + root).orElseThrow().found()).isEqualTo("yes");
        assertThat(first.named("kvm.usable").orElseThrow().use())
                .isEqualTo(first.accelerator().wireName());
        boolean usable = first.named("kvm.usable").orElseThrow().found().startsWith("yes");
        assertThat(first.accelerator()).isEqualTo(usable ? Accelerator.KVM : Accelerator.TCG);

        FileTime kept = Files.getLastModifiedTime(home.probeCache());
        HostFindings second = HostProbe.run(home, TestHome.tinyImage(), List.of());
        assertThat(second.accelerator()).isEqualTo(first.accelerator());
        assertThat(second.named("kvm.usable")).isEqualTo(first.named("kvm.usable"));
        assertThat(Files.getLastModifiedTime(home.probeCache()))
                .as("nothing was tried again")
                .isEqualTo(kept);
    }

    @Test
    void a_boot_sector_runs_in_real_mode_under_kvm_where_the_device_is() {
        List<String> sector = List.of(
                "-drive", "format=raw,snapshot=on,file=" + TestHome.tinyImage().realMode());
        if (Files.exists(Path.of("/dev/kvm"))) {
            TrialBoot boot = TrialBoot.of("kvm", sector, "REALMODE", LIMIT);
            assertThat(boot.succeeded()).as(boot.words()).isTrue();
        } else {
            assertThat(TrialBoot.of("kvm", sector, "REALMODE", LIMIT).succeeded())
                    .isFalse();
        }
    }

    @Test
    void a_trial_that_fails_says_what_qemu_said() {
        TrialBoot boot = TrialBoot.of("nonsense", List.of(), "word", LIMIT);
        assertThat(boot.succeeded()).isFalse();
        assertThat(boot.words()).contains("nonsense");
    }

    @Test
    void results_are_kept_for_the_same_kernel_qemu_and_processor_only() {
        Path file = root.resolve("cache.json");
        Map<String, TrialBoot> results = Map.of("kvm.usable", new TrialBoot(true, "after 900 ms"));
        assertThat(new ProbeCache(file, "this").read()).isEmpty();
        new ProbeCache(file, "this").write(results);
        assertThat(new ProbeCache(file, "this").read()).contains(results);
        assertThat(new ProbeCache(file, "other").read()).isEmpty();
    }
}
