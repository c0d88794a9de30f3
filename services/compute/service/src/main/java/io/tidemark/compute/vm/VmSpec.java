package io.tidemark.compute.vm;

import io.tidemark.compute.image.ImageId;
import io.tidemark.units.MemorySize;
import java.util.Objects;
import java.util.Optional;

/**
 * What a virtual machine is made of.
 *
 * @param name a label for people, 1 to 63 characters; not unique
 * @param vcpus 1 to {@value #MOST_VCPUS}
 * @param memoryBytes what the guest boots with, {@value #LEAST_MEMORY_MIB} MiB to 4 TiB
 * @param memoryReservationBytes what is kept for it whatever happens, zero to all of its memory
 * @param imageFile the image's file on the datastore
 * @param diskBytes the size of its disk, at least the image's
 * @param networkId where its port shall be; empty for the default network
 */
public record VmSpec(
        TenantId tenantId,
        String name,
        int vcpus,
        MemorySize memoryBytes,
        MemorySize memoryReservationBytes,
        ImageId imageId,
        String imageFile,
        MemorySize diskBytes,
        Optional<NetworkId> networkId,
        Optional<Shape> shape) {
    public static final int MOST_VCPUS = 255;
    public static final long LEAST_MEMORY_MIB = 64;
    private static final MemorySize MOST_MEMORY = MemorySize.ofGibibytes(4096);
    private static final int LONGEST_NAME = 63;

    /** The same under another name. */
    VmSpec named(String newName) {
        return new VmSpec(
                tenantId,
                newName,
                vcpus,
                memoryBytes,
                memoryReservationBytes,
                imageId,
                imageFile,
                diskBytes,
                networkId,
                shape);
    }

    /** What is wrong with it, in words; empty when nothing is. */
    Optional<String> flaw() {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("a name has 1 to " + LONGEST_NAME + " printable characters");
        }
        if (vcpus < 1 || vcpus > MOST_VCPUS) {
            return Optional.of("vcpus is 1 to " + MOST_VCPUS + ", not " + vcpus);
        }
        MemorySize least = MemorySize.ofMebibytes(LEAST_MEMORY_MIB);
        if (least.isMoreThan(memoryBytes) || memoryBytes.isMoreThan(MOST_MEMORY)) {
            return Optional.of("memoryBytes is " + least + " to " + MOST_MEMORY + ", not " + memoryBytes);
        }
        if (memoryReservationBytes.isMoreThan(memoryBytes)) {
            return Optional.of("memoryReservationBytes is at most memoryBytes");
        }
        return Optional.empty();
    }

    /**
     * How fast its port may be, in both directions.
     *
     * @param inbound towards the guest
     * @param outbound from the guest
     */
    public record Shape(Rate inbound, Rate outbound) {
        /** A direction that a request leaves out is null here, whatever the types say: it is unlimited. */
        public Shape {
            inbound = Objects.requireNonNullElse(inbound, Rate.UNLIMITED);
            outbound = Objects.requireNonNullElse(outbound, Rate.UNLIMITED);
        }
    }

    /**
     * A traffic shape of one direction.
     *
     * @param averageBitsPerSecond sustained; zero is unlimited
     * @param peakBitsPerSecond during a burst; zero is no bound of its own
     * @param burstBytes how much may pass at peak
     */
    public record Rate(long averageBitsPerSecond, long peakBitsPerSecond, long burstBytes) {
        static final Rate UNLIMITED = new Rate(0, 0, 0);

        /** @throws IllegalArgumentException when a number is negative */
        public Rate {
            if (averageBitsPerSecond < 0 || peakBitsPerSecond < 0 || burstBytes < 0) {
                throw new IllegalArgumentException("a traffic shape has no negative numbers");
            }
        }
    }
}
