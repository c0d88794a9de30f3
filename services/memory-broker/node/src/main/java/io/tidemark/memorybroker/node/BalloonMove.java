package io.tidemark.memorybroker.node;

import io.tidemark.units.MemorySize;
import java.time.Duration;
import java.time.Instant;

/**
 * A balloon on its way to a target. Pure.
 *
 * @param target where it is to arrive
 * @param actual where it was seen last
 * @param evident whether the guest's balloon driver was there when seen last
 * @param since since when nothing changed
 */
public record BalloonMove(MemorySize target, MemorySize actual, boolean evident, Instant since) {
    /** Balloons move in pages and guests round: this near is there. 4 MiB is below 2 % of the smallest useful guest. */
    public static final MemorySize NEAR = MemorySize.ofMebibytes(4);

    /** A balloon that moves at all moves hundreds of MiB a second: unchanged for this long, it has come to its end. */
    public static final Duration STILL = Duration.ofSeconds(10);

    /** A guest without a balloon driver may still be booting; under emulation on a busy host that takes this long. */
    public static final Duration BOOTING = Duration.ofSeconds(60);

    /** What one look at the balloon tells. */
    public sealed interface Look {
        record StillMoving(BalloonMove now) implements Look {}

        record Arrived(MemorySize actual) implements Look {}

        /** It came to an end elsewhere: this actual amount is all that can be had. */
        record Unreachable(MemorySize actual) implements Look {}
    }

    public Look look(MemorySize nowActual, boolean nowEvident, Instant at) {
        if (distance(nowActual, target) <= NEAR.bytes()) {
            return new Look.Arrived(nowActual);
        }
        if (!nowActual.equals(actual) || nowEvident != evident) {
            return new Look.StillMoving(new BalloonMove(target, nowActual, nowEvident, at));
        }
        Duration unchanged = Duration.between(since, at);
        return unchanged.compareTo(evident ? STILL : BOOTING) >= 0
                ? new Look.Unreachable(nowActual)
                : new Look.StillMoving(this);
    }

    private static long distance(MemorySize a, MemorySize b) {
        return Math.abs(a.bytes() - b.bytes());
    }
}
