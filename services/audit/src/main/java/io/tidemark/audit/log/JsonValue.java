package io.tidemark.audit.log;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** One JSON value (RFC 8259), independent of any parser. */
public sealed interface JsonValue {

    /**
     * An object. The order of its members means nothing.
     *
     * @param members by name
     */
    record JsonObject(Map<String, JsonValue> members) implements JsonValue {

        /** Copies the members. */
        public JsonObject {
            members = Map.copyOf(members);
        }
    }

    /**
     * An array.
     *
     * @param items in order
     */
    record JsonArray(List<JsonValue> items) implements JsonValue {

        /** Copies the items. */
        public JsonArray {
            items = List.copyOf(items);
        }
    }

    /**
     * A string.
     *
     * @param value without quotes and escapes
     */
    record JsonText(String value) implements JsonValue {}

    /**
     * A number.
     *
     * @param value exactly as many digits as were written
     */
    record JsonNumber(BigDecimal value) implements JsonValue {

        /** A whole number. */
        public static JsonNumber of(long value) {
            return new JsonNumber(BigDecimal.valueOf(value));
        }
    }

    /**
     * {@code true} or {@code false}.
     *
     * @param value which
     */
    record JsonBoolean(boolean value) implements JsonValue {}

    /** {@code null}. */
    record JsonNull() implements JsonValue {}
}
