package io.tidemark.cli.client.operation;

import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.api.ApiRequest;
import io.tidemark.cli.client.command.OperationView;
import io.tidemark.cli.client.command.WritingCommand;
import io.tidemark.cli.client.outcome.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tide operation cancel}. */
@Command(
        name = "cancel",
        description = "Cancel a creation or a start that no host was told of yet. What was taken for it is given back.",
        footerHeading = "%nExample:%n",
        footer = "  tide operation cancel 5a0c2f7e-8d1b-4a63-b4a5-1f1de8f0c9aa")
public final class OperationCancelCommand extends WritingCommand {
    /** The operation ends when the cancelling is recorded, and is shown so. */
    private static final String UNTIL_ENDED = "wait=10";

    @Parameters(paramLabel = "OPERATION", description = "Its id.")
    private String operation = "";

    @Override
    protected int run() {
        ApiClient api = api();
        ApiPath path = new ApiPath(OperationView.path(operation).text() + "/cancel");
        ApiRequest request = api.request("POST", path).with("Prefer", UNTIL_ENDED);
        output().one(write(api, request).body(), OperationView.SHEET);
        return ExitCodes.OK;
    }
}
