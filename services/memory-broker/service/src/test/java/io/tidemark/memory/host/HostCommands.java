package io.tidemark.memory.host;

import io.tidemark.memory.host.HostCommand.*;
import io.tidemark.units.MemorySize;
import java.util.Random;

/** Any command to a node with a dozen guests; the same source of chance gives the same commands. */
public final class HostCommands {
    private HostCommands() {}

    public static HostCommand any(Random random) {
        VmId vm = new VmId("vm-" + random.nextInt(12));
        long epoch = 1 + random.nextInt(6);
        return switch (random.nextInt(12)) {
            case 0 -> random.nextInt(40) == 0 ? new Learn(MemorySize.ofGibibytes(8)) : new Release(vm, epoch);
            case 1, 2, 3, 4 -> reserve(random, vm, epoch);
            case 5, 6 -> new Release(vm, epoch);
            case 7, 8 -> new Aim(vm, epoch, size(random), "walk");
            case 9 -> new Limit(vm, size(random));
            default -> new ReportMoved(vm, epoch, size(random), size(random));
        };
    }

    private static HostCommand reserve(Random random, VmId vm, long epoch) {
        MemorySize memory = size(random);
        MemorySize reservation = random.nextBoolean() ? MemorySize.ZERO : new MemorySize(memory.bytes() / 4 * 3);
        return new Reserve(vm, "acme", epoch, memory, reservation, 1 + random.nextInt(16));
    }

    private static MemorySize size(Random random) {
        return new MemorySize(random.nextLong(1L << 32));
    }
}
