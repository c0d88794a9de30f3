package io.tidemark.audit.log;

import io.tidemark.audit.log.JsonValue.JsonArray;
import io.tidemark.audit.log.JsonValue.JsonBoolean;
import io.tidemark.audit.log.JsonValue.JsonNull;
import io.tidemark.audit.log.JsonValue.JsonNumber;
import io.tidemark.audit.log.JsonValue.JsonObject;
import io.tidemark.audit.log.JsonValue.JsonText;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one text of a JSON value (RFC 8785): no white space, members ordered by the UTF-16 units of their names, the
 * fewest escapes. Equal values have equal texts whatever parser, member order or number notation they came from.
 *
 * <p>One rule goes beyond the RFC, because a record must never be changed by being written down: a number keeps all its
 * digits, also those that a double cannot carry (see {@link CanonicalNumber}).
 */
public final class CanonicalJson {

    private CanonicalJson() {}

    /**
     * The canonical text of {@code value}.
     *
     * @throws IllegalArgumentException if a string holds half of a surrogate pair
     */
    public static String text(JsonValue value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(JsonValue value, StringBuilder out) {
        switch (value) {
            case JsonObject(Map<String, JsonValue> members) -> writeObject(members, out);
            case JsonArray(var items) -> {
                String separator = "[";
                for (JsonValue item : items) {
                    out.append(separator);
                    write(item, out);
                    separator = ",";
                }
                out.append(items.isEmpty() ? "[]" : "]");
            }
            case JsonText(String text) -> writeText(text, out);
            case JsonNumber(var number) -> out.append(CanonicalNumber.text(number));
            case JsonBoolean(boolean truth) -> out.append(truth);
            case JsonNull() -> out.append("null");
        }
    }

    private static void writeObject(Map<String, JsonValue> members, StringBuilder out) {
        String separator = "";
        out.append('{');
        // String's own order is that of UTF-16 units, as the RFC wants.
        for (Map.Entry<String, JsonValue> member : new TreeMap<>(members).entrySet()) {
            out.append(separator);
            writeText(member.getKey(), out);
            out.append(':');
            write(member.getValue(), out);
            separator = ",";
        }
        out.append('}');
    }

    private static void writeText(String text, StringBuilder out) {
        requireWholeCharacters(text);
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            switch (unit) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (unit < ' ') {
                        out.append("\\u%04x".formatted((int) unit));
                    } else {
                        out.append(unit);
                    }
                }
            }
        }
        out.append('"');
    }

    /** Half a surrogate pair has no UTF-8 form: two different texts would get one and the same leaf. */
    private static void requireWholeCharacters(String text) {
        if (text.codePoints().anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
            throw new IllegalArgumentException("a string with half of a surrogate pair has no canonical form");
        }
    }
}
