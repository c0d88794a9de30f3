package io.tidemark.compute.node.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.compute.node.VmId;
import io.tidemark.compute.node.hypervisor.DomainSpec;
import io.tidemark.compute.node.hypervisor.DomainState;
import io.tidemark.compute.node.hypervisor.OwnDomain;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code kill -9} of each of libvirt's daemons under one running guest. */
class DaemonDeathTest {
    private static final Pattern TICK = Pattern.compile("^tick (\\d+) ", Pattern.MULTILINE);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int MORE_TICKS = 2;

    @Test
    void a_guest_and_its_console_log_outlive_every_daemon_and_the_hypervisor_tells_the_truth_afterwards() {
        try (LibvirtHost host = new LibvirtHost()) {
            DomainSpec spec = host.newGuest();
            VmId vm = spec.vm();
            host.hypervisor().start(spec, 9);
            host.awaitUserspace(vm);
            for (String daemon : List.of("libvirtd", "virtlogd", "virtlockd")) {
                int before = lastTick(host, vm);
                host.kill(daemon);
                await().atMost(PATIENCE).until(() -> lastTick(host, vm) >= before + MORE_TICKS);
                assertThat(host.hypervisor().list().own())
                        .as("after the death of " + daemon)
                        .containsExactly(new OwnDomain(vm, 9, DomainState.RUNNING));
            }
            assertThat(ticks(host, vm)).as("every tick is in the log").isEqualTo(lastTick(host, vm));
            assertThat(host.hypervisor().memory(vm).guest()).isPresent();
        }
    }

    private static int lastTick(LibvirtHost host, VmId vm) {
        int last = 0;
        for (Matcher tick = TICK.matcher(host.console(vm)); tick.find(); ) {
            last = Integer.parseInt(tick.group(1));
        }
        return last;
    }

    private static int ticks(LibvirtHost host, VmId vm) {
        return (int) TICK.matcher(host.console(vm)).results().count();
    }
}
