package io.tidemark.units;

/**
 * An amount of memory or storage in bytes, 0 to 2<sup>63</sup>-1. Pure and immutable.
 *
 * @param bytes the amount; zero means none, never "unlimited"
 */
public record MemorySize(long bytes) implements LongValue, Comparable<MemorySize> {
    public static final MemorySize ZERO = new MemorySize(0);
    private static final long KIB = 1024;

    /** @throws IllegalArgumentException when {@code bytes} is negative */
    public MemorySize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a memory size is never negative: " + bytes + " bytes");
        }
    }

    public static MemorySize ofMebibytes(long mebibytes) {
        return new MemorySize(Math.multiplyExact(mebibytes, KIB * KIB));
    }

    public static MemorySize ofGibibytes(long gibibytes) {
        return new MemorySize(Math.multiplyExact(gibibytes, KIB * KIB * KIB));
    }

    @Override
    public long value() {
        return bytes;
    }

    public MemorySize plus(MemorySize other) {
        return new MemorySize(Math.addExact(bytes, other.bytes));
    }

    /** This amount less the other; zero when the other is larger. */
    public MemorySize minusOrZero(MemorySize other) {
        return new MemorySize(Math.max(0, bytes - other.bytes));
    }

    public boolean isMoreThan(MemorySize other) {
        return bytes > other.bytes;
    }

    public static MemorySize max(MemorySize a, MemorySize b) {
        return a.bytes >= b.bytes ? a : b;
    }

    public static MemorySize min(MemorySize a, MemorySize b) {
        return a.bytes <= b.bytes ? a : b;
    }

    @Override
    public int compareTo(MemorySize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** For people: the largest binary unit that keeps the number whole, such as {@code 512 MiB}. */
    @Override
    public String toString() {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        long amount = bytes;
        int unit = 0;
        while (amount != 0 && amount % KIB == 0 && unit < units.length - 1) {
            amount /= KIB;
            unit++;
        }
        return amount + " " + units[unit];
    }
}
