package io.tidemark.cli.client.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.command.EventText;
import io.tidemark.cli.client.json.Json;
import java.io.IOException;

/** A sealed record in a few words. Pure. */
final class RecordText {
    private RecordText() {}

    /** @param record the canonical text that was hashed: an event, or an object that holds one */
    static String of(String record) {
        try {
            JsonNode read = Json.read(record);
            JsonNode event = read.has("event") ? read.path("event") : read;
            return String.join(
                            "  ",
                            EventText.type(Json.text(event, "type")),
                            Json.text(event, "subject"),
                            Json.text(event, "time"))
                    .strip();
        } catch (IOException opaque) {
            return "(not JSON)";
        }
    }
}
