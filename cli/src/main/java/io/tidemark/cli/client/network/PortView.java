package io.tidemark.cli.client.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.output.Cell;
import io.tidemark.cli.client.output.View;
import io.tidemark.cli.client.output.Words;

/** Ports as people see them. */
final class PortView {
    static final View TABLE = View.identifiedBy("id")
            .column("id", Cell.text("id"))
            .column("address", Cell.text("ip"))
            .column("mac", Cell.text("mac"))
            .column("state", Cell.text("state"))
            .column("vm", Cell.text("vmId"))
            .column("inbound", Cell.computed(port -> direction(port, "inbound")))
            .column("outbound", Cell.computed(port -> direction(port, "outbound")));

    static final View SHEET = TABLE.column("network", Cell.text("networkId"))
            .column("tenant", Cell.text("tenantId"))
            .column("node", Cell.text("nodeId"))
            .column("generation", Cell.text("generation"));

    private PortView() {}

    private static String direction(JsonNode port, String name) {
        JsonNode direction = port.path("shape").path(name);
        if (direction.isMissingNode()) {
            return "";
        }
        long average = direction.path("averageBitsPerSecond").asLong();
        long peak = direction.path("peakBitsPerSecond").asLong();
        long burst = direction.path("burstBytes").asLong();
        return Words.rate(average)
                + (peak > 0 ? ", peak " + Words.rate(peak) : "")
                + (burst > 0 ? ", burst " + Words.size(burst) : "");
    }
}
