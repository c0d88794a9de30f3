package io.tidemark.cli.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.output.Cell;
import io.tidemark.cli.client.output.View;

/** Operations as people see them. */
public final class OperationView {
    public static final View TABLE = View.identifiedBy("id")
            .column("id", Cell.text("id"))
            .column("kind", Cell.text("kind"))
            .column("state", Cell.text("state"))
            .number("done", Cell.percent("percent"))
            .column("target", Cell.computed(OperationView::target))
            .number("age", Cell.age("startedAt"))
            .column("problem", Cell.problem());

    public static final View SHEET = View.identifiedBy("id")
            .column("id", Cell.text("id"))
            .column("kind", Cell.text("kind"))
            .column("state", Cell.text("state"))
            .column("done", Cell.percent("percent"))
            .column("target", Cell.computed(OperationView::target))
            .column("actor", Cell.text("actor"))
            .column("correlation", Cell.text("correlationId"))
            .column("started", Cell.text("startedAt"))
            .column("ended", Cell.text("endedAt"))
            .column("problem", Cell.problem())
            .column("steps", Cell.each("steps", "\n", OperationView::step));

    private OperationView() {}

    public static ApiPath path(String id) {
        return ApiPath.of("compute", "operations", id);
    }

    private static String target(JsonNode operation) {
        JsonNode target = operation.path("target");
        return (Json.text(target, "kind") + " " + Json.text(target, "id")).strip();
    }

    static String step(JsonNode step) {
        String detail = Json.text(step, "detail");
        return Json.text(step, "at") + "  " + Json.text(step, "name") + (detail.isEmpty() ? "" : "  " + detail);
    }
}
