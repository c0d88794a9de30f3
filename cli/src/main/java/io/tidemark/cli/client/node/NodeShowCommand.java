package io.tidemark.cli.client.node;

import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.command.LookingCommand;
import io.tidemark.cli.client.command.ObjectKind;
import io.tidemark.cli.client.command.References;
import io.tidemark.cli.client.outcome.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tide node show}. */
@Command(
        name = "show",
        description = "Show one host: what it can do, what of it is used and why.",
        footerHeading = "%nExample:%n",
        footer = "  tide node show $(hostname)")
public final class NodeShowCommand extends LookingCommand {
    @Parameters(paramLabel = "NODE", description = "Host name or id.")
    private String node = "";

    @Override
    protected int run() {
        ApiClient api = api();
        String id = new References(api).forReading(ObjectKind.NODE, node);
        output().one(api.get(ObjectKind.NODE.one(id)), NodeView.SHEET);
        return ExitCodes.OK;
    }
}
