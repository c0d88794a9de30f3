package io.tidemark.network.node;

import io.tidemark.units.StringValue;
import java.util.UUID;

/** The id of a network, as the network service gave it. */
public record NetworkId(UUID uuid) implements StringValue {
    /** @throws IllegalArgumentException when the text is not a UUID */
    public static NetworkId parse(String text) {
        return new NetworkId(UUID.fromString(text));
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
