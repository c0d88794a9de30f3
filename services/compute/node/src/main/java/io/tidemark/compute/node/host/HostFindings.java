package io.tidemark.compute.node.host;

import io.tidemark.compute.node.hypervisor.Accelerator;
import io.tidemark.units.MemorySize;
import java.util.List;
import java.util.Optional;

/**
 * Everything found out about this host.
 *
 * @param accelerator what guests run on
 * @param memory of the host in total
 */
public record HostFindings(Accelerator accelerator, int cpus, MemorySize memory, List<Finding> findings) {
    public HostFindings {
        findings = List.copyOf(findings);
    }

    public Optional<Finding> named(String name) {
        return findings.stream().filter(f -> f.name().equals(name)).findFirst();
    }
}
