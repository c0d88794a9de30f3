package io.tidemark.memory.host;

import io.tidemark.units.MemorySize;

/** The numbers of admission. Pure. */
final class Admission {
    /** What the host itself keeps: its kernel, agents, page cache. A tenth, at least this much. */
    private static final MemorySize HOST_KEEPS_AT_LEAST = MemorySize.ofMebibytes(512);

    private static final int HOST_KEEPS_ONE_IN = 10;
    /** A guest without a reservation of its own keeps half of its memory: what a balloon can take from most systems. */
    private static final int UNRESERVED_FLOOR_ONE_IN = 2;
    /** QEMU beside a guest of any size, measured at rest under emulation: 205 to 230 MiB, mostly translation buffer, which we cap. */
    private static final MemorySize OVERHEAD = MemorySize.ofMebibytes(128);

    private static final MemorySize OVERHEAD_PER_VCPU = MemorySize.ofMebibytes(8);

    private Admission() {}

    static MemorySize promisable(MemorySize capacity) {
        MemorySize keeps = MemorySize.max(HOST_KEEPS_AT_LEAST, new MemorySize(capacity.bytes() / HOST_KEEPS_ONE_IN));
        return capacity.minusOrZero(keeps);
    }

    static MemorySize floor(MemorySize memory, MemorySize reservation) {
        return MemorySize.max(reservation, new MemorySize(memory.bytes() / UNRESERVED_FLOOR_ONE_IN));
    }

    static MemorySize overhead(int vcpus) {
        return OVERHEAD.plus(new MemorySize(Math.multiplyExact(OVERHEAD_PER_VCPU.bytes(), vcpus)));
    }
}
