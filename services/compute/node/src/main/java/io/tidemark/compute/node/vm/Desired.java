package io.tidemark.compute.node.vm;

/** What a directive wants, in the order in which one epoch may pass through: never backwards under the same epoch. */
public enum Desired {
    RUNNING,
    STOPPED,
    ABSENT
}
