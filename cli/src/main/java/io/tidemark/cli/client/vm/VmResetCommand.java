package io.tidemark.cli.client.vm;

import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.outcome.ExitCodes;
import picocli.CommandLine.Command;

/** {@code tide vm reset}. */
@Command(
        name = "reset",
        description = "Let a running guest begin anew at once; what it has not written to disk is lost.",
        footerHeading = "%nExample:%n",
        footer = "  tide vm reset $(tide vm show web1 -q)")
public final class VmResetCommand extends VmOperatingCommand {
    @Override
    protected int run() {
        ApiClient api = api();
        finishShowing(api, write(api, post(api, vmId(api), "reset")));
        return ExitCodes.OK;
    }
}
