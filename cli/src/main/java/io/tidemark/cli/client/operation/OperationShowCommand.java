package io.tidemark.cli.client.operation;

import io.tidemark.cli.client.command.LookingCommand;
import io.tidemark.cli.client.command.OperationView;
import io.tidemark.cli.client.outcome.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tide operation show}. */
@Command(
        name = "show",
        description = "Show one operation with its steps.",
        footerHeading = "%nExample:%n",
        footer = "  tide operation show 5a0c2f7e-8d1b-4a63-b4a5-1f1de8f0c9aa")
public final class OperationShowCommand extends LookingCommand {
    @Parameters(paramLabel = "OPERATION", description = "Its id.")
    private String operation = "";

    @Override
    protected int run() {
        output().one(api().get(OperationView.path(operation)), OperationView.SHEET);
        return ExitCodes.OK;
    }
}
