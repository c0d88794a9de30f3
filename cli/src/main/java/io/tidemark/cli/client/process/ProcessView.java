package io.tidemark.cli.client.process;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.output.Cell;
import io.tidemark.cli.client.output.View;
import java.util.StringJoiner;

/** Processes as operators see them. */
final class ProcessView {
    static final View TABLE = View.identifiedBy("id")
            .column("id", Cell.text("id"))
            .column("kind", Cell.text("kind"))
            .column("state", Cell.text("state"))
            .column("vm", Cell.text("vmId"))
            .column("waits for", Cell.computed(ProcessView::wait))
            .column("until", Cell.computed(process -> Json.text(process.path("waitsFor"), "deadline")))
            .number("age", Cell.age("startedAt"))
            .column("problem", Cell.problem());

    static final View SHEET = View.identifiedBy("id")
            .column("id", Cell.text("id"))
            .column("kind", Cell.text("kind"))
            .column("state", Cell.text("state"))
            .column("vm", Cell.text("vmId"))
            .column("actor", Cell.text("actor"))
            .column("correlation", Cell.text("correlationId"))
            .column("started", Cell.text("startedAt"))
            .column("ended", Cell.text("endedAt"))
            .column("waits for", Cell.computed(ProcessView::wait))
            .column("since", Cell.computed(process -> Json.text(process.path("waitsFor"), "since")))
            .column("until", Cell.computed(process -> Json.text(process.path("waitsFor"), "deadline")))
            .column("asked", Cell.computed(process -> Json.text(process.path("waitsFor"), "attempts")))
            .column("problem", Cell.problem())
            .column("taken back", Cell.each("compensations", "\n", ProcessView::compensation))
            .column("steps", Cell.each("steps", "\n", ProcessView::step));

    private ProcessView() {}

    static ApiPath all() {
        return ApiPath.of("compute", "processes");
    }

    static ApiPath path(String id) {
        return ApiPath.of("compute", "processes", id);
    }

    private static String wait(JsonNode process) {
        JsonNode wait = process.path("waitsFor");
        StringJoiner on = new StringJoiner(", ");
        wait.path("on").forEach(one -> on.add(one.asText()));
        return wait.path("on").isEmpty() ? "" : Json.text(wait, "step") + " on " + on;
    }

    private static String compensation(JsonNode one) {
        String outcome = Json.text(one, "outcome");
        return Json.text(one, "askedAt") + "  " + Json.text(one, "what") + "  "
                + (outcome.isEmpty() ? "asked for" : outcome);
    }

    private static String step(JsonNode step) {
        String detail = Json.text(step, "detail");
        return Json.text(step, "at") + "  " + Json.text(step, "eventId") + "  " + Json.text(step, "name")
                + (detail.isEmpty() ? "" : "  " + detail);
    }
}
