package io.tidemark.cli.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.output.Words;
import java.util.StringJoiner;

/** Events in few words. Pure. */
public final class EventText {
    private EventText() {}

    /** {@code tidemark.compute.vm.started.v1} as {@code compute.vm.started}: what is the same in all is left out. */
    public static String type(String eventType) {
        String shortened = eventType.startsWith("tidemark.") ? eventType.substring("tidemark.".length()) : eventType;
        return shortened.replaceFirst("\\.v\\d+$", "");
    }

    public static String by(JsonNode event) {
        String actor = Json.text(event, "actor");
        return actor.isEmpty() ? "" : "by " + actor;
    }

    /** What a reader would ask first: how it is called, how it ended, why. */
    public static String digest(JsonNode data) {
        StringJoiner words = new StringJoiner(", ");
        addText(words, data, "name");
        addText(words, data, "action");
        addText(words, data, "cause");
        addText(words, data, "ip");
        if (data.path("targetBytes").isNumber()) {
            words.add("target " + Words.size(data.path("targetBytes").asLong()));
        }
        if (data.path("actualBytes").isNumber()) {
            words.add("actual " + Words.size(data.path("actualBytes").asLong()));
        }
        addText(words, data, "reason");
        addText(words, data, "code");
        addText(words, data, "detail");
        return words.toString();
    }

    private static void addText(StringJoiner words, JsonNode data, String field) {
        if (data.path(field).isTextual() && !data.path(field).asText().isEmpty()) {
            words.add(data.path(field).asText());
        }
    }
}
