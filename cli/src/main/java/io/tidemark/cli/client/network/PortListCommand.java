package io.tidemark.cli.client.network;

import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.command.ListingCommand;
import io.tidemark.cli.client.command.ObjectKind;
import io.tidemark.cli.client.command.References;
import io.tidemark.cli.client.outcome.ExitCodes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tide port list}. */
@Command(
        name = "list",
        description = "List ports.",
        footerHeading = "%nExample: the ports of one guest%n",
        footer = "  tide port list --vm web1")
public final class PortListCommand extends ListingCommand {
    @Option(names = "--vm", paramLabel = "VM", description = "Only this guest's; name or id.")
    private @Nullable String vm;

    @Override
    protected int run() {
        ApiClient api = api();
        ApiPath ports = PortCommand.path();
        String given = vm;
        if (given != null) {
            ports = ports.with("vmId", new References(api).forReading(ObjectKind.VM, given));
        }
        output().list(api.list(ports, limit()), PortView.TABLE, "No ports.");
        return ExitCodes.OK;
    }
}
