package io.tidemark.cli.client.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.command.ReadingCommand;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.outcome.ExitCodes;
import io.tidemark.cli.client.output.Cell;
import io.tidemark.cli.client.output.View;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tide view list}. */
@Command(
        name = "list",
        description = {
            "List the read models of the services whose views you may see, with the hash of all their rows.",
            "Equal hashes mean equal rows; the hash reads them all."
        },
        footerHeading = "%nExample:%n",
        footer = "  tide view list --service compute")
public final class ViewListCommand extends ReadingCommand {
    private static final View TABLE = new View(ViewListCommand::id, List.of())
            .column("view", Cell.computed(ViewListCommand::id))
            .number("position", Cell.text("position"))
            .number("rows", Cell.text("rows"))
            .number("versions", Cell.text("versions"))
            .column("hash", Cell.computed(view -> shortened(Json.text(view, "hash"))))
            .column("rebuild", Cell.computed(ViewListCommand::rebuild));

    private static final int HASH_SHOWN = 12;

    @Option(
            names = "--service",
            paramLabel = "SERVICE",
            description = "compute, network, memory-broker or identity; may be repeated. Default: all.")
    private List<String> services = new ArrayList<>();

    @Override
    protected int run() {
        ApiClient api = api();
        List<JsonNode> views = new ArrayList<>();
        for (String service : services.isEmpty() ? ViewCommand.SERVICES : services) {
            ApiPath path = ApiPath.of(service, "views");
            // Unasked, a service whose views the caller may not see is left out.
            JsonNode answer = services.isEmpty() ? api.find(path).orElse(Json.object()) : api.get(path);
            answer.path("items").forEach(view -> views.add(((ObjectNode) view).put("service", service)));
        }
        output().list(views, TABLE, "No read models that you may see (privilege SERVICE.view.read).");
        return ExitCodes.OK;
    }

    private static String id(JsonNode view) {
        return Json.text(view, "service") + "/" + Json.text(view, "name");
    }

    private static String shortened(String hash) {
        return hash.length() <= HASH_SHOWN ? hash : hash.substring(0, HASH_SHOWN);
    }

    private static String rebuild(JsonNode view) {
        if (view.has("rebuilding")) {
            return "at " + Json.text(view.path("rebuilding"), "position");
        }
        if (!view.has("rebuilt")) {
            return "";
        }
        boolean same = view.path("rebuilt").path("same").asBoolean();
        return (same ? "same rows " : "other rows ") + Json.text(view.path("rebuilt"), "at");
    }
}
