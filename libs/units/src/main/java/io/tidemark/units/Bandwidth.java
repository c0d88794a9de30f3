package io.tidemark.units;

/**
 * A rate of data in bits per second, counted in Ethernet frames without their check sequence.
 *
 * @param bitsPerSecond the rate, 0 or more; zero means unlimited
 */
public record Bandwidth(long bitsPerSecond) implements LongValue {
    public static final Bandwidth UNLIMITED = new Bandwidth(0);

    /** @throws IllegalArgumentException when the rate is negative */
    public Bandwidth {
        if (bitsPerSecond < 0) {
            throw new IllegalArgumentException("a bandwidth is never negative: " + bitsPerSecond + " bit/s");
        }
    }

    public static Bandwidth ofMegabits(long megabitsPerSecond) {
        return new Bandwidth(Math.multiplyExact(megabitsPerSecond, 1_000_000L));
    }

    @Override
    public long value() {
        return bitsPerSecond;
    }

    public boolean isUnlimited() {
        return bitsPerSecond == 0;
    }
}
