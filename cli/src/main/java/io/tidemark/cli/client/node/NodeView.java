package io.tidemark.cli.client.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.output.Cell;
import io.tidemark.cli.client.output.View;

/** Hosts as people see them. */
final class NodeView {
    private static final Cell FINDINGS = Cell.each("findings", "\n", NodeView::finding);

    static final View TABLE = View.identifiedBy("id")
            .column("id", Cell.text("id"))
            .column("hostname", Cell.text("hostname"))
            .column("state", Cell.text("state"))
            .number("cpus", Cell.text("cpus"))
            .number("memory", Cell.size("memoryBytes"))
            .column("runs guests by", Cell.computed(node -> Json.text(node.path("capabilities"), "accelerator")))
            .number("last seen", Cell.age("lastSeen"));

    static final View SHEET = TABLE.column("found", (node, now) -> FINDINGS.of(node.path("capabilities"), now))
            .column("domains of others", Cell.each("foreignDomains", "\n", NodeView::foreign));

    private NodeView() {}

    private static String finding(JsonNode finding) {
        return Json.text(finding, "name") + ": found " + Json.text(finding, "found") + ", use "
                + Json.text(finding, "use") + " (" + Json.text(finding, "why") + ")";
    }

    private static String foreign(JsonNode domain) {
        return Json.text(domain, "name") + "  " + Json.text(domain, "uuid") + "  " + Json.text(domain, "state");
    }
}
