package io.tidemark.cli.client.network;

import io.tidemark.cli.client.command.ListingCommand;
import io.tidemark.cli.client.command.ObjectKind;
import io.tidemark.cli.client.outcome.ExitCodes;
import io.tidemark.cli.client.output.Cell;
import io.tidemark.cli.client.output.View;
import picocli.CommandLine.Command;

/** {@code tide network list}. */
@Command(
        name = "list",
        description = "List the networks you may see.",
        footerHeading = "%nExample:%n",
        footer = "  tide network list")
public final class NetworkListCommand extends ListingCommand {
    private static final View VIEW = View.identifiedBy("id")
            .column("id", Cell.text("id"))
            .column("name", Cell.text("name"))
            .column("cidr", Cell.text("cidr"))
            .column("gateway", Cell.text("gateway"))
            .number("mtu", Cell.text("mtu"))
            .column("tenant", Cell.text("tenantId"));

    @Override
    protected int run() {
        output().list(api().list(ObjectKind.NETWORK.collection(), limit()), VIEW, "No networks.");
        return ExitCodes.OK;
    }
}
