package io.tidemark.compute.node.hypervisor;

/**
 * What the hypervisor itself wrote down about one epoch of a VM, readable after the domain is gone and after this process
 * died in the middle of a call.
 */
public sealed interface RunTrace {
    /** No virtual machine process was ever begun under that epoch. */
    record NeverStarted() implements RunTrace {}

    /**
     * A virtual machine process was begun.
     *
     * @param reason {@link StopReason#UNKNOWN} also while it still runs
     */
    record Started(StopReason reason) implements RunTrace {}
}
