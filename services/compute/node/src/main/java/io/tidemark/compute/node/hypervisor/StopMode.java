package io.tidemark.compute.node.hypervisor;

/** How a guest is stopped, or made to begin anew. */
public enum StopMode {
    /** The power button is pressed; the guest decides when, and whether, it stops. */
    GRACEFUL,
    /** The power is cut. */
    FORCED
}
