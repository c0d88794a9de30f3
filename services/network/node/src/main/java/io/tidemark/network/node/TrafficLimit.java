package io.tidemark.network.node;

import io.tidemark.units.Bandwidth;

/**
 * How much one direction of a port may carry, counted in Ethernet frames without their check sequence.
 *
 * @param average what it may carry for ever; zero means unlimited
 * @param peak what it may carry at any moment while it spends a burst; zero means as fast as the line
 * @param burstBytes how much it may carry beyond the average after a pause; zero means as little as keeps the average
 */
public record TrafficLimit(Bandwidth average, Bandwidth peak, long burstBytes) {
    public static final TrafficLimit NONE = new TrafficLimit(Bandwidth.UNLIMITED, Bandwidth.UNLIMITED, 0);

    /** The kernel counts whole bytes a second; less than one would stop the port. */
    private static final long SLOWEST_BITS_PER_SECOND = 8;

    /** The kernel keeps the depth of a bucket as a time in 32 bits; 1 GiB is far beyond any use. */
    private static final long LARGEST_BURST_BYTES = 1L << 30;

    /** @throws IllegalArgumentException when the peak is below the average, or a number is out of range */
    public TrafficLimit {
        requireExpressible(average);
        requireExpressible(peak);
        if (!peak.isUnlimited() && peak.bitsPerSecond() < average.bitsPerSecond()) {
            throw new IllegalArgumentException("a peak of " + peak.bitsPerSecond() + " bit/s is below the average of "
                    + average.bitsPerSecond() + " bit/s");
        }
        if (burstBytes < 0 || burstBytes > LARGEST_BURST_BYTES) {
            throw new IllegalArgumentException("a burst has 0 to " + LARGEST_BURST_BYTES + " bytes: " + burstBytes);
        }
    }

    public static TrafficLimit of(Bandwidth average) {
        return new TrafficLimit(average, Bandwidth.UNLIMITED, 0);
    }

    private static void requireExpressible(Bandwidth rate) {
        if (!rate.isUnlimited() && rate.bitsPerSecond() < SLOWEST_BITS_PER_SECOND) {
            throw new IllegalArgumentException(
                    "a port carries 8 bit/s or more, or is unlimited (0): " + rate.bitsPerSecond() + " bit/s");
        }
    }
}
