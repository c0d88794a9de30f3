package io.tidemark.cli.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.output.Cell;
import io.tidemark.cli.client.output.View;
import java.util.StringJoiner;

/** What people see of a dry run: the events, each with the stream and the revision that it would get. */
final class DryRunView {
    /** What {@code -q} prints is what would be answered: there is no object yet. */
    static final View VIEW = View.identifiedBy("wouldAnswer")
            .column("dry run", Cell.computed(DryRunView::verdict))
            .column("would append", Cell.each("appends", "\n", DryRunView::appended));

    private DryRunView() {}

    private static String verdict(JsonNode dryRun) {
        return dryRun.path("repeats").asBoolean()
                ? "nothing would happen: this idempotency key has its answer already"
                : "would be accepted with " + Json.text(dryRun, "wouldAnswer") + "; nothing was changed";
    }

    private static String appended(JsonNode stream) {
        String name = Json.text(stream, "stream");
        long revision = stream.path("revision").asLong();
        if (stream.path("events").isEmpty()) {
            return name + " " + revision + "  nothing: it stays as it is";
        }
        StringJoiner lines = new StringJoiner("\n");
        for (JsonNode event : stream.path("events")) {
            revision++;
            lines.add(name + " " + revision + "  " + EventText.type(Json.text(event, "type")) + "  "
                    + Json.compact(event.path("data")));
        }
        return lines.toString();
    }
}
