package io.tidemark.testkit.published;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/** What a golden sample looks like from other writers of its version. Pure. */
final class SampleForms {
    private static final String UNKNOWN = "addedByALaterWriter";

    private SampleForms() {}

    static JsonNode least(JsonNode schema, JsonNode sample) {
        return switch (sample) {
            case ObjectNode object -> leastObject(schema, object);
            case ArrayNode array -> {
                ArrayNode items = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> items.add(least(schema.path("items"), item)));
                yield items;
            }
            default -> sample;
        };
    }

    /** An object whose schema names no properties is a payload of its own, and stays whole. */
    private static JsonNode leastObject(JsonNode schema, ObjectNode object) {
        if (!schema.has("properties")) {
            return object;
        }
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> {
            if (required.contains(field.getKey())) {
                kept.set(field.getKey(), least(schema.path("properties").path(field.getKey()), field.getValue()));
            }
        });
        return kept;
    }

    static JsonNode widened(JsonNode schema, JsonNode sample) {
        return switch (sample) {
            case ObjectNode object -> widenedObject(schema, object);
            case ArrayNode array -> {
                ArrayNode items = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> items.add(widened(schema.path("items"), item)));
                yield items;
            }
            default -> sample;
        };
    }

    /** An object whose schema names no properties is a payload of its own: what a writer adds to it is not a field. */
    private static JsonNode widenedObject(JsonNode schema, ObjectNode object) {
        if (!schema.has("properties")) {
            return object;
        }
        ObjectNode wider = JsonNodeFactory.instance.objectNode();
        object.properties()
                .forEach(field -> wider.set(
                        field.getKey(), widened(schema.path("properties").path(field.getKey()), field.getValue())));
        return wider.put(UNKNOWN, "something that today's readers do not know");
    }
}
