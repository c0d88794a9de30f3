package io.tidemark.network.node.plan;

import io.tidemark.network.node.TrafficLimit;
import java.util.Optional;

/**
 * A limit in the terms of the kernel's token bucket filter (tc-tbf(8)). Pure.
 *
 * @param bitsPerSecond the rate at which the bucket fills
 * @param burstBytes the bucket's depth
 * @param peakBitsPerSecond the rate of a second, shallow bucket behind the first; zero means that there is none
 * @param peakBytes the depth of that second bucket; meaningless without a peak
 * @param queueBytes how much may wait; what comes beyond is dropped
 */
public record TokenBucket(
        long bitsPerSecond, long burstBytes, long peakBitsPerSecond, long peakBytes, long queueBytes) {
    /** Ethernet header and one VLAN tag, above the IP packet. */
    private static final int FRAME_OVERHEAD_BYTES = 18;

    /**
     * The least depth, as the time that it covers. A bucket that fills up while the processor is busy elsewhere loses what
     * overflows, and with it the average; 8 ms is twice a tick of a kernel with 250 Hz, and short to an observer.
     */
    private static final int SHALLOWEST_MILLIS = 8;

    /** How long a frame may wait: enough for TCP to fill the rate over a LAN, short enough to type through. */
    private static final int QUEUE_MILLIS = 100;

    /** At slow rates this many full frames may wait all the same, or TCP cannot leave its slow start. */
    private static final int FEWEST_QUEUED_FRAMES = 16;

    /**
     * The bucket of a limit; empty when nothing is limited. A peak without an average, or equal to it, is a rate without
     * bursts.
     *
     * @param mtu the largest IP packet of the network; larger frames from offloading are cut up, not let through
     */
    public static Optional<TokenBucket> of(TrafficLimit limit, int mtu) {
        long average = limit.average().bitsPerSecond();
        long peak = limit.peak().bitsPerSecond();
        int frame = mtu + FRAME_OVERHEAD_BYTES;
        if (average == 0 && peak == 0) {
            return Optional.empty();
        }
        if (average == 0 || average == peak) {
            return Optional.of(new TokenBucket(peak, depth(peak, frame), 0, 0, queue(peak, depth(peak, frame), frame)));
        }
        long burst = Math.max(limit.burstBytes(), depth(average, frame));
        long peakBytes = peak == 0 ? 0 : depth(peak, frame);
        return Optional.of(new TokenBucket(average, burst, peak, peakBytes, queue(average, burst, frame)));
    }

    /** The rate as the kernel counts it. */
    public long bytesPerSecond() {
        return bitsPerSecond / 8;
    }

    public boolean hasPeak() {
        return peakBitsPerSecond > 0;
    }

    /** Everything that the kernel does not tell exactly; kept on the device itself, written after the bucket is set. */
    public String alias() {
        return "tidemark:tbf:rate=%d,burst=%d,peak=%d,peakburst=%d,queue=%d"
                .formatted(bitsPerSecond, burstBytes, peakBitsPerSecond, peakBytes, queueBytes);
    }

    private static long depth(long bitsPerSecond, int frame) {
        return Math.max(frame, bytesIn(SHALLOWEST_MILLIS, bitsPerSecond));
    }

    private static long queue(long bitsPerSecond, long burst, int frame) {
        return burst + Math.max((long) FEWEST_QUEUED_FRAMES * frame, bytesIn(QUEUE_MILLIS, bitsPerSecond));
    }

    private static long bytesIn(int millis, long bitsPerSecond) {
        return bitsPerSecond / 8_000 * millis;
    }
}
