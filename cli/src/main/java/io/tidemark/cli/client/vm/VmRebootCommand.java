package io.tidemark.cli.client.vm;

import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.outcome.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tide vm reboot}. */
@Command(
        name = "reboot",
        description = "Ask a running guest by its power button to shut down and begin anew, or reset it.",
        footerHeading = "%nExample:%n",
        footer = "  tide vm reboot $(tide vm show web1 -q)")
public final class VmRebootCommand extends VmOperatingCommand {
    @Option(names = "--force", description = "Reset it; what the guest has not written to disk is lost.")
    private boolean force;

    @Override
    protected int run() {
        ApiClient api = api();
        String mode = force ? "forced" : "graceful";
        finishShowing(
                api,
                write(api, post(api, vmId(api), "reboot").json(Json.object().put("mode", mode))));
        return ExitCodes.OK;
    }
}
