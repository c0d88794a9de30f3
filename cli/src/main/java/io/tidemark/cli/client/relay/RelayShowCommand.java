package io.tidemark.cli.client.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.command.ReadingCommand;
import io.tidemark.cli.client.command.ServiceName;
import io.tidemark.cli.client.outcome.ExitCodes;
import io.tidemark.cli.client.output.Cell;
import io.tidemark.cli.client.output.View;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tide relay show}. */
@Command(
        name = "show",
        description = {
            "Show how far each service has published its events, how many it is behind, and how many requests to republish",
            "are not done yet."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  tide relay show", "  tide relay show compute -o json"})
public final class RelayShowCommand extends ReadingCommand {
    private static final View VIEW = View.identifiedBy("service")
            .column("service", Cell.text("service"))
            .number("lag", Cell.text("lag"))
            .number("published", Cell.text("position"))
            .number("head", Cell.text("head"))
            .number("to republish", Cell.text("pendingRepublishes"))
            .column("generation", Cell.text("generation"));

    @Parameters(
            arity = "0..1",
            paramLabel = "SERVICE",
            defaultValue = "",
            description = "Such as compute. Default: all that you may see.")
    private String service = "";

    @Override
    protected int run() {
        ApiClient api = api();
        List<String> services = ServiceName.orAll(service);
        List<JsonNode> shown = new ArrayList<>();
        for (String name : services) {
            ApiPath relay = ApiPath.of(name, "relay");
            if (services.size() == 1) {
                shown.add(named(name, api.get(relay)));
            } else {
                api.find(relay).ifPresent(standing -> shown.add(named(name, standing)));
            }
        }
        output().list(shown, VIEW, "No service's relay is yours to see.");
        return ExitCodes.OK;
    }

    private static JsonNode named(String service, JsonNode standing) {
        return ((ObjectNode) standing).put("service", service);
    }
}
