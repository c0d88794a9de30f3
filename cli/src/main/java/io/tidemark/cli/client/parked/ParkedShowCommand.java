package io.tidemark.cli.client.parked;

import io.tidemark.cli.client.command.ReadingCommand;
import io.tidemark.cli.client.outcome.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tide parked show}. */
@Command(
        name = "show",
        description = "Show the parked events of one key; -o json shows their payloads too.",
        footerHeading = "%nExample:%n",
        footer = "  tide parked show network compute 5a0c2f7e-8d1b-4a63-b4a5-1f1de8f0c9aa")
public final class ParkedShowCommand extends ReadingCommand {
    @Mixin
    private ParkedKey key = new ParkedKey();

    @Override
    protected int run() {
        key.show(api(), output());
        return ExitCodes.OK;
    }
}
