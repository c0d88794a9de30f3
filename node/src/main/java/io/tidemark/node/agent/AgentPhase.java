package io.tidemark.node.agent;

/** How far an agent's start is, in this order. */
public enum AgentPhase {
    /** Makes the namespace and libvirt's daemons run. */
    STARTING_DAEMONS,
    /** Finds out what the host can do. */
    PROBING,
    /** Compares its facts with Kafka's. */
    ALIGNING_FACTS,
    /** Reads all directives to their end. */
    READING_DIRECTIVES,
    /** Every directive is acted on as it comes. */
    LIVE,
    /** Ended. */
    CLOSED
}
