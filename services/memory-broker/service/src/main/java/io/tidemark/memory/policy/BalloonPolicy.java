package io.tidemark.memory.policy;

import io.tidemark.memory.host.VmId;
import io.tidemark.units.MemorySize;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which target each balloon shall have. A guest gets everything it may have (its memory, or its limit) while the
 * host has enough; when the host runs short, idle memory above each guest's floor is asked back, in proportion to
 * how much of it there is. Growth is at once; shrinking is bounded per step. Pure, integers only, ties by id: the
 * same measurements give the same plan to the bit.
 */
public final class BalloonPolicy {
    /** The host is short below this: 6 % of its memory, as ESXi's sliding scale begins. */
    private static final int SHORT_PERCENT = 6;
    /** Shrinking stops asking again when it would free less than this: balloon noise. */
    private static final MemorySize DEAD_BAND = MemorySize.ofMebibytes(16);
    /** At most this part of a guest's memory is asked back in one step, so that a wrong guess does little harm. */
    private static final int LARGEST_STEP_ONE_IN = 8;
    /** Kept above what a guest uses, so that it can grow while the next measurement is on its way. */
    private static final int HEADROOM_ONE_IN = 5;

    private static final MemorySize HEADROOM_AT_LEAST = MemorySize.ofMebibytes(32);

    private BalloonPolicy() {}

    /**
     * A guest as measured.
     *
     * @param used what it cannot do without, as it told; empty is no evidence, and nothing is asked back of such a guest
     */
    public record Measured(
            VmId vmId,
            long epoch,
            MemorySize memory,
            MemorySize floor,
            Optional<MemorySize> limit,
            MemorySize target,
            Optional<MemorySize> used) {
        private MemorySize ceiling() {
            return limit.orElse(memory);
        }
    }

    /** @param available what the host could give without swapping */
    public record HostMeasured(MemorySize memory, MemorySize available) {
        private MemorySize shortage() {
            MemorySize wanted = new MemorySize(memory.bytes() / 100 * SHORT_PERCENT);
            return wanted.minusOrZero(available);
        }
    }

    /** A balloon's new target, and why. */
    public record Target(VmId vmId, long epoch, MemorySize target, String reason) {}

    /** Only the targets that change. */
    public static List<Target> plan(HostMeasured host, List<Measured> guests) {
        List<Measured> ordered =
                guests.stream().sorted(Comparator.comparing(Measured::vmId)).toList();
        MemorySize shortage = host.shortage();
        MemorySize idle = ordered.stream().map(BalloonPolicy::idle).reduce(MemorySize.ZERO, MemorySize::plus);
        List<Target> targets = new ArrayList<>();
        for (Measured guest : ordered) {
            target(guest, shortage, idle).ifPresent(targets::add);
        }
        return List.copyOf(targets);
    }

    private static Optional<Target> target(Measured guest, MemorySize shortage, MemorySize idle) {
        MemorySize ceiling = guest.ceiling();
        if (guest.target().isMoreThan(ceiling)) {
            return aim(guest, ceiling, "its limit is " + ceiling);
        }
        if (shortage.bytes() == 0) {
            return ceiling.isMoreThan(guest.target())
                    ? aim(guest, ceiling, "the host has enough memory, so it gets all it may have")
                    : Optional.empty();
        }
        return shrink(guest, shortage, idle);
    }

    private static Optional<Target> shrink(Measured guest, MemorySize shortage, MemorySize idle) {
        MemorySize mine = idle(guest);
        if (mine.bytes() == 0) {
            return Optional.empty();
        }
        long step = Math.min(share(shortage, mine, idle), guest.memory().bytes() / LARGEST_STEP_ONE_IN);
        if (step < DEAD_BAND.bytes()) {
            return Optional.empty();
        }
        return aim(
                guest,
                new MemorySize(guest.target().bytes() - step),
                "the host is short of " + shortage.bytes() + " bytes and the guest has " + mine.bytes() + " idle");
    }

    /** Its part of the shortage, in proportion to its part of all idle memory, and never more than its own. Exact at any size. */
    private static long share(MemorySize shortage, MemorySize mine, MemorySize idle) {
        MemorySize needed = MemorySize.min(shortage, idle);
        return BigInteger.valueOf(needed.bytes())
                .multiply(BigInteger.valueOf(mine.bytes()))
                .divide(BigInteger.valueOf(idle.bytes()))
                .longValueExact();
    }

    /** What could be asked back without touching what it uses or its floor. */
    private static MemorySize idle(Measured guest) {
        return guest.used()
                .map(used -> {
                    MemorySize headroom =
                            MemorySize.max(HEADROOM_AT_LEAST, new MemorySize(used.bytes() / HEADROOM_ONE_IN));
                    return guest.target().minusOrZero(MemorySize.max(guest.floor(), used.plus(headroom)));
                })
                .orElse(MemorySize.ZERO);
    }

    private static Optional<Target> aim(Measured guest, MemorySize target, String reason) {
        return Optional.of(new Target(guest.vmId(), guest.epoch(), target, reason));
    }
}
