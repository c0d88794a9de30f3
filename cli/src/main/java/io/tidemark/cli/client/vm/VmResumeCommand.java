package io.tidemark.cli.client.vm;

import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.outcome.ExitCodes;
import picocli.CommandLine.Command;

/** {@code tide vm resume}. */
@Command(
        name = "resume",
        description = "Let a guest that stands still go on from where it was.",
        footerHeading = "%nExample:%n",
        footer = "  tide vm resume $(tide vm show web1 -q)")
public final class VmResumeCommand extends VmOperatingCommand {
    @Override
    protected int run() {
        ApiClient api = api();
        finishShowing(api, write(api, post(api, vmId(api), "resume")));
        return ExitCodes.OK;
    }
}
