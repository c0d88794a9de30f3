package io.tidemark.units;

/** A value whose whole meaning is one string, such as an id. In JSON it is that string. */
public interface StringValue {
    /** The string itself, never empty. */
    String value();
}
