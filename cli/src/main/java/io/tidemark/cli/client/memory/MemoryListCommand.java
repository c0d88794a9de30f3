package io.tidemark.cli.client.memory;

import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.command.ListingCommand;
import io.tidemark.cli.client.outcome.ExitCodes;
import picocli.CommandLine.Command;

/** {@code tide memory list}. */
@Command(
        name = "list",
        description = "List guests with their memory.",
        footerHeading = "%nExample:%n",
        footer = "  tide memory list")
public final class MemoryListCommand extends ListingCommand {
    @Override
    protected int run() {
        output().list(
                        api().list(ApiPath.of("memory-broker", "guests"), limit()),
                        GuestView.TABLE,
                        "No guests hold memory.");
        return ExitCodes.OK;
    }
}
