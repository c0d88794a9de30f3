package io.tidemark.units;

/** A quantity that one whole number tells in the unit that its type names. In JSON it is that number. */
public interface LongValue {
    /** The number in the type's own unit. */
    long value();
}
