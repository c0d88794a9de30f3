package io.tidemark.cli.client.vm;

import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.command.ObjectKind;
import io.tidemark.cli.client.command.OperationView;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.outcome.ExitCodes;
import io.tidemark.cli.client.output.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tide vm delete}. */
@Command(
        name = "delete",
        description =
                "Delete a stopped virtual machine. Until its 'purge at' it keeps its disks and addresses and can be"
                        + " undeleted; then it is removed for good.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tide vm delete 0b9d3c1e-5a1f-4d7e-9c59-0e8a6f6f2f10",
            "  tide vm delete 0b9d3c1e-5a1f-4d7e-9c59-0e8a6f6f2f10 --purge"
        })
public final class VmDeleteCommand extends VmOperatingCommand {
    private static final View DELETED =
            new View(operation -> Json.text(operation.path("target"), "id"), OperationView.SHEET.columns());

    @Option(
            names = "--purge",
            description = "Remove it and its disks now, also when it is deleted already. This cannot be undone.")
    private boolean purge;

    @Override
    protected int run() {
        ApiClient api = api();
        String id = vmId(api);
        finish(
                api,
                write(api, api.request("DELETE", ObjectKind.VM.one(id).with("purge", purge ? "true" : ""))),
                operation -> output().one(operation, DELETED));
        return ExitCodes.OK;
    }
}
