package io.tidemark.compute.node.libvirt;

import io.tidemark.compute.node.hypervisor.GuestHost;
import io.tidemark.compute.node.hypervisor.HypervisorContract;

final class LibvirtHypervisorTest extends HypervisorContract {
    @Override
    protected GuestHost openHost() {
        return new LibvirtHost();
    }
}
