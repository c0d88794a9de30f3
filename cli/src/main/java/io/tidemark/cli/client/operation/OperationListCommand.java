package io.tidemark.cli.client.operation;

import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.command.ListingCommand;
import io.tidemark.cli.client.command.OperationView;
import io.tidemark.cli.client.outcome.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tide operation list}. */
@Command(
        name = "list",
        description = "List operations.",
        footerHeading = "%nExample:%n",
        footer = "  tide operation list --mine --limit 20")
public final class OperationListCommand extends ListingCommand {
    @Option(names = "--mine", description = "Only what you began.")
    private boolean mine;

    @Override
    protected int run() {
        ApiPath operations = ApiPath.of("compute", "operations").with("actor", mine ? "me" : null);
        output().list(api().list(operations, limit()), OperationView.TABLE, "No operations.");
        return ExitCodes.OK;
    }
}
