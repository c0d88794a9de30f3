package io.tidemark.cli.client.vm;

import io.tidemark.cli.client.command.ListingCommand;
import io.tidemark.cli.client.command.ObjectKind;
import io.tidemark.cli.client.outcome.ExitCodes;
import picocli.CommandLine.Command;

/** {@code tide vm list}. */
@Command(
        name = "list",
        description = "List the virtual machines you may see.",
        footerHeading = "%nExamples:%n",
        footer = {"  tide vm list", "  tide vm list -o json | jq -r '.[] | select(.state == \"running\") | .name'"})
public final class VmListCommand extends ListingCommand {
    @Override
    protected int run() {
        output().list(api().list(ObjectKind.VM.collection(), limit()), VmView.TABLE, "No virtual machines.");
        return ExitCodes.OK;
    }
}
