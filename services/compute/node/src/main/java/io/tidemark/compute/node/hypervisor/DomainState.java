package io.tidemark.compute.node.hypervisor;

/** State of a domain that exists. A domain that does not run does not exist: domains are transient. */
public enum DomainState {
    STARTING,
    RUNNING,
    /** Stands still because somebody wanted it. */
    PAUSED,
    /** Stands still because its disk could not be read or written. */
    IO_ERROR,
    STOPPING,
    CRASHED
}
