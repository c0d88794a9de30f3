package io.tidemark.cli.client.node;

import io.tidemark.cli.client.command.ListingCommand;
import io.tidemark.cli.client.command.ObjectKind;
import io.tidemark.cli.client.outcome.ExitCodes;
import picocli.CommandLine.Command;

/** {@code tide node list}. */
@Command(name = "list", description = "List the hosts.", footerHeading = "%nExample:%n", footer = "  tide node list")
public final class NodeListCommand extends ListingCommand {
    @Override
    protected int run() {
        output().list(api().list(ObjectKind.NODE.collection(), limit()), NodeView.TABLE, "No hosts.");
        return ExitCodes.OK;
    }
}
