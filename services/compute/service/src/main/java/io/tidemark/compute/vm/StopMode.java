package io.tidemark.compute.vm;

/** How to stop a guest; the names are the API's. */
public enum StopMode {
    /** Asks the guest's operating system to shut down; falls back to forced when it does not within the node's grace time. */
    graceful,
    /** Like pulling the plug. */
    forced
}
