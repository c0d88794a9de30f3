package io.tidemark.network.node;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The fields of one JSON object, each of which must be there and of its type.
 *
 * @param path where the object stands, for messages
 */
record Fields(String path, JsonNode object) {
    /** @throws IllegalArgumentException when the field does not repeat the id */
    void requireId(String name, String id) {
        if (!text(name).equals(id)) {
            throw new IllegalArgumentException(name + " is " + text(name) + ", not the key's " + id);
        }
    }

    /** @throws IllegalArgumentException when there is no such text */
    String text(String name) {
        JsonNode value = object.path(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(name + " is no text in " + path);
        }
        return value.textValue();
    }

    /** @throws IllegalArgumentException when there is no such whole number */
    long number(String name) {
        JsonNode value = object.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException(name + " is no whole number in " + path);
        }
        return value.longValue();
    }

    /** @throws IllegalArgumentException when there is no such object */
    Fields child(String name) {
        JsonNode value = object.path(name);
        if (!value.isObject()) {
            throw new IllegalArgumentException(name + " is no object in " + path);
        }
        return new Fields(path + "." + name, value);
    }
}
