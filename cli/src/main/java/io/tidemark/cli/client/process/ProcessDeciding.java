package io.tidemark.cli.client.process;

import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.api.Reply;
import io.tidemark.cli.client.command.WritingCommand;
import io.tidemark.cli.client.outcome.ExitCodes;
import picocli.CommandLine.Parameters;

/** A decision about one process; shows the process as it stands then. */
abstract class ProcessDeciding extends WritingCommand {
    @Parameters(paramLabel = "PROCESS", description = "Its id: that of its operation.")
    private String process = "";

    /** @return an exit code */
    final int decide(String verb) {
        ApiClient api = api();
        ApiPath path = new ApiPath(ProcessView.path(process).text() + "/" + verb);
        Reply decided = write(api, api.request("POST", path));
        output().one(api.get(ProcessView.path(process), decided.position()).body(), ProcessView.SHEET);
        return ExitCodes.OK;
    }
}
