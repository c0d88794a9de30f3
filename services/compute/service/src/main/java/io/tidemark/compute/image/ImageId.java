package io.tidemark.compute.image;

import io.tidemark.units.StringValue;

/** Identifies an image; a UUID. */
public record ImageId(String value) implements StringValue {
    public ImageId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an empty ImageId");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
