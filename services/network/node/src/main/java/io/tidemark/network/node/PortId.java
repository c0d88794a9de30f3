package io.tidemark.network.node;

import io.tidemark.units.StringValue;
import java.util.UUID;

/** The id of a port, as the network service gave it. */
public record PortId(UUID uuid) implements StringValue {
    /** @throws IllegalArgumentException when the text is not a UUID */
    public static PortId parse(String text) {
        return new PortId(UUID.fromString(text));
    }

    @Override
    public String value() {
        return uuid.toString();
    }

    @Override
    public String toString() {
        return value();
    }
}
