package io.tidemark.compute.node.vm;

import io.tidemark.compute.node.hypervisor.Hypervisor;
import java.time.InstantSource;

/** Everything outside that a VM's lane talks to. */
record VmSurroundings(
        Hypervisor hypervisor,
        Journal journal,
        VmDisks disks,
        PortReadiness ports,
        MemoryReadiness memory,
        VmFacts facts,
        InstantSource clock,
        String bootId) {}
