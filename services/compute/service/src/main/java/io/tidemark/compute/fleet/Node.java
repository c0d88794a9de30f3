package io.tidemark.compute.fleet;

import io.tidemark.units.MemorySize;
import java.util.List;

/** A node's states. */
public sealed interface Node {

    /** Never heard of. */
    record Unknown() implements Node {}

    /** It has told of itself; {@code reachable} is what was last observed of its signs of life. */
    record Enrolled(Registration registration, boolean reachable, List<ForeignDomain> foreignDomains) implements Node {}

    /** What a node tells of itself at each start of its agent. */
    record Registration(
            String hostname,
            int cpus,
            MemorySize memoryBytes,
            Capabilities capabilities,
            String bootId,
            String agentVersion,
            String consoleAddress) {}

    /** What its host can do, and what of it will be used. */
    record Capabilities(String accelerator, List<Finding> findings) {}

    /** One thing that was probed. */
    record Finding(String name, String found, String use, String why) {}

    /** A libvirt domain on the host that is not ours: shown, never touched. */
    record ForeignDomain(String name, String uuid, String state) {}
}
