package io.tidemark.compute.vm;

/** What others take for a start; given back in the reverse order of its taking. The names are the events'. */
public enum Grant {
    /** The reservation on the node; memory-broker's. */
    memory,
    /** The port's binding to the node; network's. */
    port
}
