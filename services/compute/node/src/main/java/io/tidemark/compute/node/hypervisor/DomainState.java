package io.tidemark.compute.node.hypervisor;

/** State of a domain that exists. A domain that does not run does not exist: domains are transient. */
public enum DomainState {
    STARTING,
    RUNNING,
    PAUSED,
    STOPPING,
    CRASHED
}
