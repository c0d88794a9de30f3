package io.tidemark.cli.client.memory;

import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.command.LookingCommand;
import io.tidemark.cli.client.command.ObjectKind;
import io.tidemark.cli.client.command.References;
import io.tidemark.cli.client.outcome.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tide memory show}. */
@Command(
        name = "show",
        description = "Show one guest's memory, and why its target is what it is.",
        footerHeading = "%nExample:%n",
        footer = "  tide memory show web1")
public final class MemoryShowCommand extends LookingCommand {
    @Parameters(paramLabel = "VM", description = "Name or id.")
    private String vm = "";

    @Override
    protected int run() {
        ApiClient api = api();
        String id = new References(api).forReading(ObjectKind.VM, vm);
        output().one(api.get(MemoryCommand.guest(id)), GuestView.SHEET);
        return ExitCodes.OK;
    }
}
