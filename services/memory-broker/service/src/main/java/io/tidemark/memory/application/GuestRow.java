package io.tidemark.memory.application;

import java.util.Optional;

/** A guest's memory as the API shows it. */
public record GuestRow(
        String vmId,
        String tenantId,
        String nodeId,
        long epoch,
        long memoryBytes,
        long reservationBytes,
        long overheadBytes,
        Optional<Long> limitBytes,
        long targetBytes,
        Optional<Long> actualBytes,
        String reason) {
    public GuestRow aiming(long target, String why) {
        return with(limitBytes, target, actualBytes, why);
    }

    public GuestRow moved(long actual) {
        return with(limitBytes, targetBytes, Optional.of(actual), reason);
    }

    public GuestRow limited(long limit) {
        return with(Optional.of(limit), targetBytes, actualBytes, reason);
    }

    private GuestRow with(Optional<Long> limit, long target, Optional<Long> actual, String why) {
        return new GuestRow(
                vmId,
                tenantId,
                nodeId,
                epoch,
                memoryBytes,
                reservationBytes,
                overheadBytes,
                limit,
                target,
                actual,
                why);
    }
}
