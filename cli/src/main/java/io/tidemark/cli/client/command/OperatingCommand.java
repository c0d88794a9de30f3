package io.tidemark.cli.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.Reply;
import io.tidemark.cli.client.output.Output;
import java.time.Duration;
import picocli.CommandLine.Option;

/** A change that takes time: the platform accepts it as an operation, and the command waits for its end. */
public abstract class OperatingCommand extends WritingCommand {
    @Option(
            names = "--no-wait",
            order = 73,
            description = "Print the accepted operation and end; follow it with: tide operation watch.")
    private boolean noWait;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10m",
            converter = TimeArgument.class,
            order = 74,
            description = "How long to wait, such as 90s or 5m. Default: 10m. The operation goes on regardless.")
    private Duration timeout = Duration.ofMinutes(10);

    /** What to show when the operation has ended well. */
    @FunctionalInterface
    protected interface Result {
        /** @param operation as it ended */
        void show(JsonNode operation);
    }

    /** Waits for an accepted operation and shows its result, or shows the operation when asked not to wait. */
    protected final void finish(ApiClient api, Reply accepted, Result result) {
        Output output = output();
        if (noWait) {
            output.one(accepted.body(), OperationView.SHEET);
            return;
        }
        Progress progress = new Progress(err(), surroundings().terminal(), output.isQuiet());
        result.show(new OperationWait(api, surroundings(), progress).ended(accepted, timeout));
    }
}
