package io.tidemark.network.port;

import io.tidemark.units.Bandwidth;
import io.tidemark.units.MemorySize;
import java.util.Objects;
import java.util.Optional;

/**
 * How fast a port may be. Counted in Ethernet frames without their check sequence, so goodput is a few per cent lower.
 *
 * @param inbound towards the guest
 * @param outbound from the guest
 */
public record Shape(Rate inbound, Rate outbound) {
    public static final Shape UNLIMITED = new Shape(Rate.UNLIMITED, Rate.UNLIMITED);

    /** A direction that a request leaves out is null here, whatever the types say: it is unlimited. */
    public Shape {
        inbound = Objects.requireNonNullElse(inbound, Rate.UNLIMITED);
        outbound = Objects.requireNonNullElse(outbound, Rate.UNLIMITED);
    }

    /**
     * One direction.
     *
     * @param averageBitsPerSecond sustained; zero is unlimited
     * @param peakBitsPerSecond during a burst; zero is no bound of its own
     * @param burstBytes how much may pass above the average; zero lets the node choose
     */
    public record Rate(Bandwidth averageBitsPerSecond, Bandwidth peakBitsPerSecond, MemorySize burstBytes) {
        public static final Rate UNLIMITED = new Rate(Bandwidth.UNLIMITED, Bandwidth.UNLIMITED, MemorySize.ZERO);
        /** Below this a port cannot carry what keeps it alive, such as DHCP. */
        private static final Bandwidth LEAST = new Bandwidth(64_000);

        /** As with a direction: a number that is left out is zero. */
        public Rate {
            averageBitsPerSecond = Objects.requireNonNullElse(averageBitsPerSecond, Bandwidth.UNLIMITED);
            peakBitsPerSecond = Objects.requireNonNullElse(peakBitsPerSecond, Bandwidth.UNLIMITED);
            burstBytes = Objects.requireNonNullElse(burstBytes, MemorySize.ZERO);
        }

        Optional<String> flaw() {
            if (averageBitsPerSecond.isUnlimited()) {
                return peakBitsPerSecond.isUnlimited()
                        ? Optional.empty()
                        : Optional.of("a peak needs an average below it");
            }
            if (averageBitsPerSecond.bitsPerSecond() < LEAST.bitsPerSecond()) {
                return Optional.of("averageBitsPerSecond is 0 or at least " + LEAST.bitsPerSecond());
            }
            boolean below = !peakBitsPerSecond.isUnlimited()
                    && peakBitsPerSecond.bitsPerSecond() < averageBitsPerSecond.bitsPerSecond();
            return below ? Optional.of("peakBitsPerSecond is 0 or at least the average") : Optional.empty();
        }
    }

    /** What is wrong with it, in words; empty when nothing is. */
    public Optional<String> flaw() {
        return inbound.flaw()
                .map(why -> "inbound: " + why)
                .or(() -> outbound.flaw().map(why -> "outbound: " + why));
    }
}
