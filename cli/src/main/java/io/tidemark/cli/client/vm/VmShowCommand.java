package io.tidemark.cli.client.vm;

import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.command.LookingCommand;
import io.tidemark.cli.client.command.ObjectKind;
import io.tidemark.cli.client.command.References;
import io.tidemark.cli.client.outcome.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tide vm show}. */
@Command(
        name = "show",
        description = "Show one virtual machine.",
        footerHeading = "%nExample:%n",
        footer = "  tide vm show web1")
public final class VmShowCommand extends LookingCommand {
    @Parameters(paramLabel = "VM", description = "Name or id.")
    private String vm = "";

    @Override
    protected int run() {
        ApiClient api = api();
        String id = new References(api).forReading(ObjectKind.VM, vm);
        output().one(api.get(ObjectKind.VM.one(id)), VmView.SHEET);
        return ExitCodes.OK;
    }
}
