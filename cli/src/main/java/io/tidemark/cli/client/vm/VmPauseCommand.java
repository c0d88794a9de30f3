package io.tidemark.cli.client.vm;

import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.outcome.ExitCodes;
import picocli.CommandLine.Command;

/** {@code tide vm pause}. */
@Command(
        name = "pause",
        description = "Let a running guest stand still; it keeps its memory.",
        footerHeading = "%nExample:%n",
        footer = "  tide vm pause $(tide vm show web1 -q)")
public final class VmPauseCommand extends VmOperatingCommand {
    @Override
    protected int run() {
        ApiClient api = api();
        finishShowing(api, write(api, post(api, vmId(api), "pause")));
        return ExitCodes.OK;
    }
}
