package io.tidemark.cli.client.parked;

import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.command.WritingCommand;
import io.tidemark.cli.client.outcome.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tide parked retry}. */
@Command(
        name = "retry",
        description = "Try the parked events of one key again now, and show what is left.",
        footerHeading = "%nExample:%n",
        footer = "  tide parked retry network compute 5a0c2f7e-8d1b-4a63-b4a5-1f1de8f0c9aa")
public final class ParkedRetryCommand extends WritingCommand {
    @Mixin
    private ParkedKey key = new ParkedKey();

    @Override
    protected int run() {
        ApiClient api = api();
        write(api, api.request("POST", key.parked("retry")).json(key.body()));
        key.show(api, output());
        return ExitCodes.OK;
    }
}
