package io.tidemark.compute.node.libvirt;

import io.tidemark.compute.node.hypervisor.MemoryReading;
import io.tidemark.compute.node.hypervisor.MemoryReading.GuestMemory;
import io.tidemark.units.MemorySize;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.libvirt.MemoryStatistic;

/** Reads libvirt's memory statistics: numbers by tag, in KiB where they are amounts. Pure. */
final class MemoryStatistics {
    /** Tags of {@code virDomainMemoryStatTags}. */
    private static final int SWAP_OUT = 1;

    private static final int MAJOR_FAULT = 2;
    private static final int UNUSED = 4;
    private static final int AVAILABLE = 5;
    private static final int ACTUAL = 6;
    private static final int RSS = 7;
    private static final int USABLE = 8;
    private static final int LAST_UPDATE = 9;

    /** How many statistics are asked for: more than there are tags. */
    static final int ASKED = 20;

    private static final long KIB = 1024;

    /** A guest that has nothing to say reports 2^64-1, which libvirt may have divided by 1024. */
    private static final long NO_EVIDENCE = Long.MAX_VALUE / KIB;

    private final Map<Integer, Long> byTag = new HashMap<>();

    MemoryStatistics(MemoryStatistic... statistics) {
        for (MemoryStatistic statistic : statistics) {
            long value = statistic.getValue();
            if (value >= 0 && value < NO_EVIDENCE) {
                byTag.put(statistic.getTag(), value);
            }
        }
    }

    MemoryReading reading() {
        return new MemoryReading(amount(ACTUAL), amount(RSS), guest());
    }

    private Optional<GuestMemory> guest() {
        boolean evidence = byTag.containsKey(UNUSED)
                && byTag.containsKey(AVAILABLE)
                && byTag.containsKey(USABLE)
                && byTag.getOrDefault(LAST_UPDATE, 0L) > 0;
        return evidence
                ? Optional.of(new GuestMemory(
                        amount(UNUSED),
                        amount(AVAILABLE),
                        amount(USABLE),
                        byTag.getOrDefault(MAJOR_FAULT, 0L),
                        amount(SWAP_OUT),
                        Instant.ofEpochSecond(byTag.getOrDefault(LAST_UPDATE, 0L))))
                : Optional.empty();
    }

    private MemorySize amount(int tag) {
        return new MemorySize(byTag.getOrDefault(tag, 0L) * KIB);
    }
}
