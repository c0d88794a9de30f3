package io.tidemark.compute.node.hypervisor;

import io.tidemark.compute.node.VmId;

/** Something that a hypervisor tells unasked. A hint to look, never the only evidence: changes can be missed while unreachable. */
public sealed interface DomainChange {
    record Started(VmId vm) implements DomainChange {}

    record Stopped(VmId vm, StopReason reason) implements DomainChange {}

    /** It stands still, or goes on again. */
    record Halted(VmId vm) implements DomainChange {}

    /** It begins anew in the same domain, whoever wanted it; may be told more than once. */
    record Restarted(VmId vm) implements DomainChange {}

    /** The hypervisor cannot be asked or commanded now; guests run on. */
    record Unreachable() implements DomainChange {}

    /** It answers again; whatever changed meanwhile was not told: list anew. */
    record Reachable() implements DomainChange {}
}
