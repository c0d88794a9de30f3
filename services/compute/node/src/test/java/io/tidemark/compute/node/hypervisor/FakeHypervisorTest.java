package io.tidemark.compute.node.hypervisor;

final class FakeHypervisorTest extends HypervisorContract {
    @Override
    protected GuestHost openHost() {
        return new FakeHost();
    }
}
