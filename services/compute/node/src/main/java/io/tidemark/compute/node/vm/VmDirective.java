package io.tidemark.compute.node.vm;

import io.tidemark.compute.node.VmId;
import io.tidemark.compute.node.hypervisor.StopMode;
import io.tidemark.units.MemorySize;
import java.util.List;
import java.util.UUID;

/**
 * The whole desired state of one VM on this node, as compute's directive {@code compute/vm/<vmId>} says it. Immutable.
 *
 * @param epoch rises whenever compute decides anew that the VM may run somewhere; at most one start per epoch
 * @param stopMode how to stop, when {@code desired} is not {@link Desired#RUNNING}
 * @param generation under a higher one than was answered, what is there is told anew
 * @param power of the guest while it is {@link Desired#RUNNING}; brought about once for each generation
 */
public record VmDirective(
        VmId vm,
        long epoch,
        Desired desired,
        StopMode stopMode,
        String name,
        String tenant,
        int vcpus,
        MemorySize memory,
        List<Disk> disks,
        List<Nic> nics,
        long generation,
        Power power) {
    public VmDirective {
        disks = List.copyOf(disks);
        nics = List.copyOf(nics);
    }

    /**
     * @param paused whether it stands still
     * @param restart the number of the restart that is wanted, rising under one epoch; zero when none is
     * @param restartMode by its power button or by force
     */
    public record Power(boolean paused, long restart, StopMode restartMode) {
        /** It runs on. */
        public static final Power ON = new Power(false, 0, StopMode.GRACEFUL);
    }

    /**
     * @param size of the volume; zero means as large as the image
     * @param imageFile the image's file, absolute or relative to the platform's image folder
     */
    public record Disk(UUID volumeId, MemorySize size, UUID imageId, String imageFile) {}

    /** @param generation the port directive's generation that the start waits for, or a later one */
    public record Nic(UUID portId, String mac, long generation) {}

    /** Whether this one supersedes the other: a higher epoch, or the same epoch and not a step backwards, nor asked earlier. */
    boolean supersedes(VmDirective other) {
        if (epoch != other.epoch) {
            return epoch > other.epoch;
        }
        if (desired != other.desired) {
            return desired.compareTo(other.desired) > 0;
        }
        return stopMode != other.stopMode ? stopMode.compareTo(other.stopMode) > 0 : generation >= other.generation;
    }
}
