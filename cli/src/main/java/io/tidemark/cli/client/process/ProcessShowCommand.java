package io.tidemark.cli.client.process;

import io.tidemark.cli.client.command.LookingCommand;
import io.tidemark.cli.client.outcome.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tide process show}. */
@Command(
        name = "show",
        description = "Show one process with each step and the event that it was.",
        footerHeading = "%nExample:%n",
        footer = "  tide process show 5a0c2f7e-8d1b-4a63-b4a5-1f1de8f0c9aa")
public final class ProcessShowCommand extends LookingCommand {
    @Parameters(paramLabel = "PROCESS", description = "Its id: that of its operation.")
    private String process = "";

    @Override
    protected int run() {
        output().one(api().get(ProcessView.path(process)), ProcessView.SHEET);
        return ExitCodes.OK;
    }
}
