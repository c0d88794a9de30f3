package io.tidemark.cli.client.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.output.Cell;
import io.tidemark.cli.client.output.View;
import io.tidemark.cli.client.output.Words;
import java.util.StringJoiner;

/** A forecast as people see it: who goes where and why, and the hosts afterwards. */
final class ForecastView {
    static final View DISPLACED = View.identifiedBy("vmId")
            .column("displaced", Cell.text("name"))
            .column("id", Cell.text("vmId"))
            .number("memory", Cell.size("memoryBytes"))
            .column("runs", Cell.computed(machine -> machine.path("running").asBoolean() ? "yes" : "no"))
            .column("restart", Cell.computed(machine -> place(machine.path("restart"))))
            .column("would fit", Cell.computed(machine -> place(machine.path("elsewhere"))));

    static final View ARRIVALS = View.identifiedBy("name")
            .column("arrives", Cell.text("name"))
            .number("memory", Cell.size("memoryBytes"))
            .column("goes to", Cell.text("nodeId"))
            .column("why", Cell.computed(ForecastView::why));

    static final View NODES = View.identifiedBy("nodeId")
            .column("host", Cell.text("nodeId"))
            .column("hostname", Cell.text("hostname"))
            .column("state", Cell.computed(node -> node.path("reachable").asBoolean() ? "reachable" : "unreachable"))
            .number("memory", Cell.size("memoryBytes"))
            .number("committed", Cell.size("committedBytes"))
            .number("free", Cell.computed(ForecastView::free));

    private ForecastView() {}

    private static String place(JsonNode place) {
        String node = Json.text(place, "nodeId");
        if (!node.isEmpty()) {
            return node;
        }
        String reasons = reasons(place.path("reasons"));
        return "nowhere: " + (reasons.isEmpty() ? "no host is left" : reasons);
    }

    private static String why(JsonNode arrival) {
        JsonNode refusal = arrival.path("refusal");
        String code = Json.text(refusal, "code");
        return code.isEmpty() ? reasons(arrival.path("reasons")) : Json.text(refusal, "detail") + " [" + code + "]";
    }

    private static String reasons(JsonNode reasons) {
        StringJoiner words = new StringJoiner("; ");
        reasons.forEach(reason -> words.add(
                Json.text(reason, "nodeId") + ": " + Json.text(reason, "verdict") + ", " + Json.text(reason, "why")));
        return words.toString();
    }

    /** Placement commits more than there is when all nodes are full, so this may be none. */
    private static String free(JsonNode node) {
        return Words.size(Math.max(
                0,
                node.path("memoryBytes").asLong() - node.path("committedBytes").asLong()));
    }
}
