package io.tidemark.cli.client.operation;

import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.command.ListingCommand;
import io.tidemark.cli.client.command.OperationView;
import io.tidemark.cli.client.outcome.ExitCodes;
import picocli.CommandLine.Command;

/** {@code tide operation list}. */
@Command(
        name = "list",
        description = "List operations.",
        footerHeading = "%nExample:%n",
        footer = "  tide operation list --limit 20")
public final class OperationListCommand extends ListingCommand {
    @Override
    protected int run() {
        output().list(api().list(ApiPath.of("compute", "operations"), limit()), OperationView.TABLE, "No operations.");
        return ExitCodes.OK;
    }
}
