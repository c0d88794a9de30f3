package io.tidemark.cli.client.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.command.OperationView;
import io.tidemark.cli.client.command.OperationWait;
import io.tidemark.cli.client.command.Progress;
import io.tidemark.cli.client.command.ReadingCommand;
import io.tidemark.cli.client.command.TimeArgument;
import io.tidemark.cli.client.outcome.ExitCodes;
import io.tidemark.cli.client.output.Output;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tide operation watch}. */
@Command(
        name = "watch",
        description = "Follow an operation to its end; the exit code says how it ended.",
        footerHeading = "%nExample:%n",
        footer = "  tide operation watch $(tide vm create web1 --image tiny --no-wait -q)")
public final class OperationWatchCommand extends ReadingCommand {
    @Parameters(paramLabel = "OPERATION", description = "Its id.")
    private String operation = "";

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10m",
            converter = TimeArgument.class,
            description = "How long to wait, such as 90s or 5m. Default: 10m. The operation goes on regardless.")
    private Duration timeout = Duration.ofMinutes(10);

    @Override
    protected int run() {
        Output output = output();
        Progress progress = new Progress(err(), surroundings().terminal(), output.isQuiet());
        JsonNode ended = new OperationWait(api(), surroundings(), progress).ended(operation, timeout);
        output.one(ended, OperationView.SHEET);
        return ExitCodes.OK;
    }
}
