package io.tidemark.cli.client.vm;

import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.outcome.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tide vm stop}. */
@Command(
        name = "stop",
        description = "Stop a running virtual machine: ask its system to shut down, or cut its power.",
        footerHeading = "%nExample:%n",
        footer = "  tide vm stop $(tide vm show web1 -q) --force")
public final class VmStopCommand extends VmOperatingCommand {
    @Option(names = "--force", description = "Cut the power; what the guest has not written to disk is lost.")
    private boolean force;

    @Override
    protected int run() {
        ApiClient api = api();
        String mode = force ? "forced" : "graceful";
        finishShowing(
                api, write(api, post(api, vmId(api), "stop").json(Json.object().put("mode", mode))));
        return ExitCodes.OK;
    }
}
