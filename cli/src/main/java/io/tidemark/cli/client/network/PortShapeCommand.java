package io.tidemark.cli.client.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.Reply;
import io.tidemark.cli.client.command.WritingCommand;
import io.tidemark.cli.client.outcome.CommandFailure;
import io.tidemark.cli.client.outcome.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tide port shape}. */
@Command(
        name = "shape",
        description = "Set how fast a port may go. What you do not name stays as it is.",
        footerHeading = "%nExample: 10 Mbit/s towards the guest, 2 Mbit/s from it with bursts%n",
        footer = "  tide port shape ID --in-average 10M --out-average 2M --out-peak 8M --out-burst 256K")
public final class PortShapeCommand extends WritingCommand {
    @Parameters(paramLabel = "PORT", description = "The port's id.")
    private String port = "";

    @Mixin
    private ShapeOptions shape = new ShapeOptions();

    @Option(names = "--unlimited", description = "Lift every limit, then apply the other options.")
    private boolean unlimited;

    @Override
    protected int run() {
        if (shape.isEmpty() && !unlimited) {
            throw CommandFailure.usage("say what to change, such as --in-average 10M, or --unlimited");
        }
        ApiClient api = api();
        JsonNode present = unlimited
                ? ShapeOptions.unlimited()
                : api.get(PortCommand.path(port)).path("shape");
        Reply reply =
                write(api, api.request("PUT", PortCommand.path(port, "shape")).json(shape.over(present)));
        output().one(api.get(PortCommand.path(port), reply.position()).body(), PortView.SHEET);
        return ExitCodes.OK;
    }
}
