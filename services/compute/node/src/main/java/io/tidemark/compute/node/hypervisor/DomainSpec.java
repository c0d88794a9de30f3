package io.tidemark.compute.node.hypervisor;

import io.tidemark.compute.node.VmId;
import io.tidemark.units.MemorySize;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything that a hypervisor must know to start a guest. Immutable; free text may hold any character.
 *
 * @param vm identity
 * @param name the VM's name for people; identifies nothing
 * @param tenant who owns the VM; an opaque id
 * @param vcpus virtual processors, at least 1
 * @param memory memory at boot, a whole number of KiB, at least 1 MiB
 * @param disks in the order in which the guest sees them; the first is booted from
 * @param nics in the order in which the guest sees them
 */
public record DomainSpec(
        VmId vm, String name, String tenant, int vcpus, MemorySize memory, List<Disk> disks, List<Nic> nics) {
    private static final MemorySize LEAST = MemorySize.ofMebibytes(1);
    private static final long KIB = 1024;

    public DomainSpec {
        disks = List.copyOf(disks);
        nics = List.copyOf(nics);
        if (vcpus < 1) {
            throw new IllegalArgumentException("a guest needs at least one virtual processor: " + vcpus);
        }
        if (LEAST.isMoreThan(memory) || memory.bytes() % KIB != 0) {
            throw new IllegalArgumentException("memory must be whole KiB and at least " + LEAST + ": " + memory);
        }
    }

    /**
     * A qcow2 disk over an image.
     *
     * @param overlay the guest's own file, written to
     * @param backing the image below it, never written to; shared between guests
     * @param backingFormat {@code qcow2} or {@code raw}: stated, never guessed from the bytes that a tenant wrote
     */
    public record Disk(Path overlay, Path backing, String backingFormat) {}

    /**
     * A network card.
     *
     * @param tap name of an existing tap device in the platform's network namespace; the hypervisor opens it and neither
     *     creates, configures nor removes it
     * @param mac the guest's address on it, six hex pairs separated by colons
     */
    public record Nic(String tap, String mac) {}
}
