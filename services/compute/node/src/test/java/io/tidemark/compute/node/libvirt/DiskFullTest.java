package io.tidemark.compute.node.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.compute.node.hypervisor.DomainSpec;
import io.tidemark.compute.node.hypervisor.DomainState;
import io.tidemark.compute.node.hypervisor.OwnDomain;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A real guest whose disk has no room left on its host. */
class DiskFullTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @Test
    void a_guest_whose_disk_cannot_be_written_stands_still_for_that_reason_and_goes_on_once_it_can() {
        try (LibvirtHost host = new LibvirtHost()) {
            DomainSpec guest = host.onSmallDisk(host.newGuest(), "1m");
            host.hypervisor().start(guest, 2);
            host.awaitUserspace(guest.vm());
            host.run(guest.vm(), "dd if=/dev/zero of=/dev/vda bs=64k count=64 conv=fsync");

            await().atMost(PATIENCE)
                    .until(() ->
                            host.hypervisor().find(guest.vm()).orElseThrow().state() == DomainState.IO_ERROR);
            host.hypervisor().resume(guest.vm());
            await().atMost(PATIENCE)
                    .until(() ->
                            host.hypervisor().find(guest.vm()).orElseThrow().state() == DomainState.IO_ERROR);

            host.enlargeSmallDisk("64m");
            long before = host.count(guest.vm());
            host.hypervisor().resume(guest.vm());
            await().atMost(PATIENCE).until(() -> host.count(guest.vm()) > before);
            assertThat(host.hypervisor().find(guest.vm())).contains(new OwnDomain(guest.vm(), 2, DomainState.RUNNING));
        }
    }
}
