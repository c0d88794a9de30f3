package io.tidemark.cli.client.network;

import io.tidemark.cli.client.command.LookingCommand;
import io.tidemark.cli.client.outcome.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tide port show}. */
@Command(
        name = "show",
        description = "Show one port.",
        footerHeading = "%nExample: the first port of a guest%n",
        footer = "  tide port show $(tide port list --vm web1 -q | head -1)")
public final class PortShowCommand extends LookingCommand {
    @Parameters(paramLabel = "PORT", description = "The port's id.")
    private String port = "";

    @Override
    protected int run() {
        output().one(api().get(PortCommand.path(port)), PortView.SHEET);
        return ExitCodes.OK;
    }
}
