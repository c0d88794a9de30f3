package io.tidemark.network.node.plan;

/** When a step is done. The order of the constants is the order of the work; steps of one phase mostly need one tool. */
enum Phase {
    /** What all else stands on: namespace, guard rules. */
    GROUND,
    /** What must end before something else begins. */
    END,
    /** Devices, down or not yet on a bridge. */
    DEVICES,
    /** Limits. */
    TRAFFIC,
    /** Permissions. */
    GUARD,
    /** What lets frames flow, and devices that nothing needs any more. */
    FLOW,
    /** Files that servers read. */
    HOSTS,
    /** Servers. */
    SERVERS
}
