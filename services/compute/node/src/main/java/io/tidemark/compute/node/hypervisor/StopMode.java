package io.tidemark.compute.node.hypervisor;

/** How a guest is stopped. */
public enum StopMode {
    /** The power button is pressed; the guest decides when, and whether, it stops. */
    GRACEFUL,
    /** The power is cut. */
    FORCED
}
