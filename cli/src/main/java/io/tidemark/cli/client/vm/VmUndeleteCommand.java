package io.tidemark.cli.client.vm;

import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.Reply;
import io.tidemark.cli.client.command.ObjectKind;
import io.tidemark.cli.client.outcome.ExitCodes;
import picocli.CommandLine.Command;

/** {@code tide vm undelete}. */
@Command(
        name = "undelete",
        description = "Bring a deleted virtual machine back, stopped, with its disks and addresses.",
        footerHeading = "%nExamples:%n",
        footer = {"  tide vm list --deleted", "  tide vm undelete 0b9d3c1e-5a1f-4d7e-9c59-0e8a6f6f2f10"})
public final class VmUndeleteCommand extends VmOperatingCommand {
    @Override
    protected int run() {
        ApiClient api = api();
        String id = vmId(api);
        Reply accepted = write(api, post(api, id, "undelete"));
        finish(
                api,
                accepted,
                operation -> output().one(
                                api.get(ObjectKind.VM.one(id), accepted.position())
                                        .body(),
                                VmView.SHEET));
        return ExitCodes.OK;
    }
}
