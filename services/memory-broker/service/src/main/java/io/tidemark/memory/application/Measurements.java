package io.tidemark.memory.application;

import io.tidemark.units.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What was last measured of each guest. Never recorded: a measurement is gone when this process ends. Thread-safe. */
@ApplicationScoped
public class Measurements {
    private final Map<String, GuestSample> latest = new ConcurrentHashMap<>();

    /**
     * A guest at one moment.
     *
     * @param availableBytes as its driver told; empty when it told nothing
     * @param usableBytes what it could give without swapping, as its driver told; empty when it told nothing
     * @param evidence false when its balloon driver told nothing usable
     */
    public record GuestSample(
            String vmId,
            long epoch,
            long actualBytes,
            Optional<Long> availableBytes,
            Optional<Long> usableBytes,
            boolean evidence) {
        /** What it cannot do without: its memory less what it could give. */
        public Optional<MemorySize> used() {
            return usableBytes
                    .filter(usable -> evidence && usable >= 0 && usable <= actualBytes)
                    .map(usable -> new MemorySize(actualBytes - usable));
        }
    }

    public void keep(GuestSample sample) {
        latest.put(sample.vmId(), sample);
    }

    /** Empty when nothing was measured since this process started. */
    public Optional<GuestSample> latest(String vmId) {
        return Optional.ofNullable(latest.get(vmId));
    }
}
