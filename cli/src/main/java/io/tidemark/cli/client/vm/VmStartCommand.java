package io.tidemark.cli.client.vm;

import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.outcome.ExitCodes;
import picocli.CommandLine.Command;

/** {@code tide vm start}. */
@Command(
        name = "start",
        description = "Start a stopped virtual machine.",
        footerHeading = "%nExample:%n",
        footer = "  tide vm start $(tide vm show web1 -q)")
public final class VmStartCommand extends VmOperatingCommand {
    @Override
    protected int run() {
        ApiClient api = api();
        finishShowing(api, write(api, post(api, vmId(api), "start")));
        return ExitCodes.OK;
    }
}
