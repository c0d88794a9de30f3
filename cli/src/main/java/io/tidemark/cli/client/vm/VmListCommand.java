package io.tidemark.cli.client.vm;

import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.command.ListingCommand;
import io.tidemark.cli.client.command.ObjectKind;
import io.tidemark.cli.client.outcome.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tide vm list}. */
@Command(
        name = "list",
        description = "List the virtual machines you may see, without the deleted ones.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tide vm list",
            "  tide vm list -o json | jq -r '.[] | select(.state == \"running\") | .name'",
            "  tide vm list --deleted"
        })
public final class VmListCommand extends ListingCommand {
    @Option(names = "--deleted", description = "List the deleted ones that can still be undeleted instead.")
    private boolean deleted;

    @Override
    protected int run() {
        ApiPath vms = ObjectKind.VM.collection().with("state", deleted ? "deleted" : "");
        output().list(api().list(vms, limit()), deleted ? VmView.TRASH : VmView.TABLE, "No virtual machines.");
        return ExitCodes.OK;
    }
}
