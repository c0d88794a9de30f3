package io.tidemark.cli.client.parked;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.command.ListingCommand;
import io.tidemark.cli.client.command.ServiceName;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.outcome.ExitCodes;
import io.tidemark.cli.client.output.Cell;
import io.tidemark.cli.client.output.View;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tide parked list}. */
@Command(
        name = "list",
        description = "List the keys that wait: how many events, since when, and what holds up the first.",
        footerHeading = "%nExamples:%n",
        footer = {"  tide parked list", "  tide parked list network -o json"})
public final class ParkedListCommand extends ListingCommand {
    private static final View VIEW = View.identifiedBy("aggregate")
            .column("service", Cell.text("service"))
            .column("producer", Cell.computed(key -> ParkedKey.shortened(Json.text(key, "producer"))))
            .column("aggregate", Cell.text("aggregate"))
            .number("events", Cell.text("count"))
            .number("first revision", Cell.text("firstRevision"))
            .column("since", Cell.age("since"))
            .column("next try", Cell.text("retryAt"))
            .column("reason", Cell.text("reason"));

    @Parameters(
            arity = "0..1",
            paramLabel = "SERVICE",
            defaultValue = "",
            description = "Such as network. Default: all that you may see.")
    private String service = "";

    @Override
    protected int run() {
        ApiClient api = api();
        List<String> services = ServiceName.orAll(service);
        List<JsonNode> keys = new ArrayList<>();
        for (String name : services) {
            ApiPath parked = ApiPath.of(name, "parked");
            boolean visible =
                    services.size() == 1 || api.find(parked.with("limit", "1")).isPresent();
            if (visible) {
                api.list(parked, limit()).forEach(key -> keys.add(((ObjectNode) key).put("service", name)));
            }
        }
        List<JsonNode> shown = limit() > 0 && keys.size() > limit() ? keys.subList(0, limit()) : keys;
        output().list(shown, VIEW, "Nothing is parked.");
        return ExitCodes.OK;
    }
}
