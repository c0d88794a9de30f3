package io.tidemark.compute.node.hypervisor;

/** Why a domain ended, as far as the hypervisor knows. */
public enum StopReason {
    /** The guest switched itself off, asked by a power button or not. */
    GUEST_SHUTDOWN,
    /** Somebody cut the power: this platform, or an operator behind its back. */
    DESTROYED,
    /** The virtual machine process died, or the guest's crash device said so. */
    CRASHED,
    /** It ended while nobody was there to see why. */
    UNKNOWN
}
