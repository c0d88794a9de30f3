package io.tidemark.cli.client.memory;

import io.tidemark.cli.client.output.Cell;
import io.tidemark.cli.client.output.View;

/** A guest's memory as people see it. */
final class GuestView {
    static final View TABLE = View.identifiedBy("vmId")
            .column("vm", Cell.text("vmId"))
            .number("memory", Cell.size("memoryBytes"))
            .number("reserved", Cell.size("reservationBytes"))
            .number("limit", Cell.size("limitBytes"))
            .number("target", Cell.size("targetBytes"))
            .number("actual", Cell.size("actualBytes"))
            .number("available", Cell.size("availableBytes"))
            .column("why", Cell.text("reason"));

    static final View SHEET = TABLE.column("overhead", Cell.size("overheadBytes"))
            .column("node", Cell.text("nodeId"))
            .column("epoch", Cell.text("epoch"));

    private GuestView() {}
}
