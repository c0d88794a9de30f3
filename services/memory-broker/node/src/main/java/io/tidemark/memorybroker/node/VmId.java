package io.tidemark.memorybroker.node;

import io.tidemark.units.StringValue;
import java.util.UUID;

/** The id of a virtual machine, as compute gave it. */
public record VmId(UUID uuid) implements StringValue {
    /** @throws IllegalArgumentException when the text is not a UUID */
    public static VmId parse(String text) {
        return new VmId(UUID.fromString(text));
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
