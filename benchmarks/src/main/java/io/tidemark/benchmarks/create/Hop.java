package io.tidemark.benchmarks.create;

import java.util.List;

/**
 * One leg of the way from a request to a running guest. The legs follow each other without a gap, so their times add up to
 * the whole.
 */
enum Hop {
    DEFINED("POST to the VM defined (gateway, sign-in, decision, append)", "compute.vm.defined"),
    ALLOCATED("to the port allocated (Kafka, network)", "network.port.allocated"),
    ATTACHED("to the port attached (Kafka, compute)", "compute.vm.port-attached"),
    PLACED("to the VM placed", "compute.vm.placed"),
    PREPARED(
            "to memory granted and port bound (both side by side, the node's dataplane)",
            "compute.vm.memory-granted",
            "compute.vm.port-bound"),
    DIRECTED("to the start directed", "compute.vm.start-directed"),
    RUNNING("to the domain running (Kafka, node, libvirt)", "node.vm.running"),
    STARTED("to the VM started (Kafka, compute)", "compute.vm.started"),
    ANSWERED("to the answer at the caller");

    private final String title;
    private final List<String> endedBy;

    Hop(String title, String... endedBy) {
        this.title = title;
        this.endedBy = List.of(endedBy);
    }

    /** For people. */
    String title() {
        return title;
    }

    /** The wire names of the events that end it, the last of them; none for the answer itself. */
    List<String> endedBy() {
        return endedBy.stream().map(name -> "tidemark." + name + ".v1").toList();
    }
}
