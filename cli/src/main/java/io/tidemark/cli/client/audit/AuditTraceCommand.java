package io.tidemark.cli.client.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.command.LookingCommand;
import io.tidemark.cli.client.command.OperationView;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.outcome.CommandFailure;
import io.tidemark.cli.client.outcome.ExitCodes;
import io.tidemark.cli.client.output.Output;
import io.tidemark.cli.client.output.View;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tide audit trace}. */
@Command(
        name = "trace",
        description = {
            "Show what one request caused, as a tree from the request to the calls on the host.",
            "The times count from the first event."
        },
        footerHeading = "%nExample: why did the last operation end as it did?%n",
        footer = "  tide audit trace $(tide operation list --limit 1 -q)")
public final class AuditTraceCommand extends LookingCommand {
    @Parameters(
            paramLabel = "ID",
            description = "A correlation id (every answer and every problem names it) or an operation's id.")
    private String id = "";

    @Override
    protected int run() {
        ApiClient api = api();
        JsonNode trace = traced(api);
        Output output = output();
        if (output.isForPeople()) {
            TraceTree.lines(trace).forEach(output::say);
        } else if (output.isQuiet()) {
            TraceTree.leaves(trace).forEach(out()::println);
            out().flush();
        } else {
            output.one(trace, View.identifiedBy("correlationId"));
        }
        return ExitCodes.OK;
    }

    private JsonNode traced(ApiClient api) {
        return trace(api, id)
                .or(() -> api.find(OperationView.path(id))
                        .map(operation -> Json.text(operation, "correlationId"))
                        .flatMap(correlation -> trace(api, correlation)))
                .orElseThrow(() -> CommandFailure.refused("no event is recorded under " + id
                        + "; it may not be sealed yet, or not be yours to see (privilege audit.read)"));
    }

    private static Optional<JsonNode> trace(ApiClient api, String correlationId) {
        return api.find(ApiPath.of("audit", "traces", correlationId))
                .filter(trace -> !trace.path("roots").isEmpty());
    }
}
