package io.tidemark.cli.client.view;

import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.command.WritingCommand;
import io.tidemark.cli.client.outcome.CommandFailure;
import io.tidemark.cli.client.outcome.ExitCodes;
import io.tidemark.cli.client.output.Cell;
import io.tidemark.cli.client.output.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tide view rebuild}. */
@Command(
        name = "rebuild",
        description = {
            "Build a read model anew from the log beside the one that is read, then switch. Reads go on meanwhile;",
            "tide view list shows how far it is, and whether the rows came out the same."
        },
        footerHeading = "%nExample:%n",
        footer = "  tide view rebuild compute/vm")
public final class ViewRebuildCommand extends WritingCommand {
    private static final View REQUESTED = View.identifiedBy("name").column("rebuild begins", Cell.text("name"));

    @Parameters(paramLabel = "SERVICE/VIEW", description = "As tide view list -q prints it.")
    private String view = "";

    @Override
    protected int run() {
        String[] parts = view.split("/", 2);
        if (parts.length != 2) {
            throw CommandFailure.usage("a view is named with its service, such as compute/vm");
        }
        ApiClient api = api();
        ApiPath path = ApiPath.of(parts[0], "views", parts[1], "rebuild");
        output().one(write(api, api.request("POST", path)).body(), REQUESTED);
        return ExitCodes.OK;
    }
}
