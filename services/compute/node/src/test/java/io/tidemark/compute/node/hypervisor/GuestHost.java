package io.tidemark.compute.node.hypervisor;

import io.tidemark.compute.node.VmId;

/** A host as the contract suite needs it: a hypervisor, guests for it, and hands that act behind its back. */
public interface GuestHost extends AutoCloseable {
    Hypervisor hypervisor();

    /** Another connection to the same host, as after a restart of the agent. The caller closes it. */
    Hypervisor again();

    /** A guest that was never started. */
    DomainSpec newGuest();

    /** Returns when the guest's own software runs and hears a power button. */
    void awaitUserspace(VmId vm);

    /** How far the guest has counted since it began: about one a second. Zero before it can count. */
    long count(VmId vm);

    /** The guest switches itself off. */
    void switchOffInside(VmId vm);

    /** The guest's virtual machine process dies. */
    void killProcess(VmId vm);

    /** Starts a domain that bears no mark of this platform, and returns its name. */
    String startForeign();

    /** The hypervisor's daemon dies, and comes back by itself. */
    void bounce();

    @Override
    void close();
}
