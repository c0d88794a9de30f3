package io.tidemark.cli.client.vm;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.output.Cell;
import io.tidemark.cli.client.output.View;

/** Virtual machines as people see them. */
final class VmView {
    static final View TABLE = View.identifiedBy("id")
            .column("id", Cell.text("id"))
            .column("name", Cell.text("name"))
            .column("state", Cell.text("state"))
            .number("cpus", Cell.text("vcpus"))
            .number("memory", Cell.size("memoryBytes"))
            .column("address", Cell.each("ports", ", ", port -> Json.text(port, "ip")))
            .column("node", Cell.text("nodeId"))
            .number("age", Cell.age("createdAt"));

    /** Deleted ones: until when they can be undeleted. */
    static final View TRASH = View.identifiedBy("id")
            .column("id", Cell.text("id"))
            .column("name", Cell.text("name"))
            .column("address", Cell.each("ports", ", ", port -> Json.text(port, "ip")))
            .column("node", Cell.text("nodeId"))
            .column("purge at", Cell.text("purgeAt"));

    static final View SHEET = View.identifiedBy("id")
            .column("id", Cell.text("id"))
            .column("name", Cell.text("name"))
            .column("tenant", Cell.text("tenantId"))
            .column("state", Cell.text("state"))
            .column("paused", Cell.text("pauseCause"))
            .column("purge at", Cell.text("purgeAt"))
            .column("problem", Cell.problem())
            .column("cpus", Cell.text("vcpus"))
            .column("memory", Cell.size("memoryBytes"))
            .column("reserved", Cell.size("memoryReservationBytes"))
            .column("disk", Cell.size("diskBytes"))
            .column("image", Cell.text("imageId"))
            .column("node", Cell.text("nodeId"))
            .column("epoch", Cell.text("epoch"))
            .column("ports", Cell.each("ports", "\n", VmView::port))
            .column("created", Cell.text("createdAt"))
            .column("updated", Cell.text("updatedAt"));

    private VmView() {}

    private static String port(JsonNode port) {
        return Json.text(port, "ip") + "  " + Json.text(port, "mac") + "  port " + Json.text(port, "portId");
    }
}
