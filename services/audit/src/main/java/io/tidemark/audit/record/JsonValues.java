package io.tidemark.audit.record;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.audit.log.JsonValue;
import io.tidemark.audit.log.JsonValue.JsonArray;
import io.tidemark.audit.log.JsonValue.JsonBoolean;
import io.tidemark.audit.log.JsonValue.JsonNull;
import io.tidemark.audit.log.JsonValue.JsonNumber;
import io.tidemark.audit.log.JsonValue.JsonObject;
import io.tidemark.audit.log.JsonValue.JsonText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns what the JSON parser gives into the log's own JSON values. Pure. */
final class JsonValues {

    private JsonValues() {}

    /** @throws IllegalArgumentException for a node that no JSON text leads to, such as binary data */
    static JsonValue of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> array(node);
            case STRING -> new JsonText(node.textValue());
            case NUMBER -> new JsonNumber(node.decimalValue());
            case BOOLEAN -> new JsonBoolean(node.booleanValue());
            case NULL -> new JsonNull();
            case BINARY, POJO, MISSING -> throw new IllegalArgumentException("no JSON: " + node.getNodeType());
        };
    }

    static JsonObject object(JsonNode node) {
        Map<String, JsonValue> members = new HashMap<>();
        node.properties().forEach(member -> members.put(member.getKey(), of(member.getValue())));
        return new JsonObject(members);
    }

    private static JsonArray array(JsonNode node) {
        List<JsonValue> items = new ArrayList<>();
        node.forEach(item -> items.add(of(item)));
        return new JsonArray(items);
    }
}
