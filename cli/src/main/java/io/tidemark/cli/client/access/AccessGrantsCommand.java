package io.tidemark.cli.client.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.command.ListingCommand;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.outcome.ExitCodes;
import io.tidemark.cli.client.output.Output;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code tide access grants}. */
@Command(
        name = "grants",
        description = "List the grants that you may see.",
        footerHeading = "%nExample:%n",
        footer = "  tide access grants")
public final class AccessGrantsCommand extends ListingCommand {
    @Override
    protected int run() {
        ApiClient api = api();
        List<JsonNode> grants = api.list(AccessCommand.GRANTS, limit());
        Output output = output();
        Map<String, String> names = output.isForPeople()
                ? api.find(AccessCommand.ROLES)
                        .map(AccessGrantsCommand::namesOf)
                        .orElse(Map.of())
                : Map.of();
        output.list(grants, GrantView.with(names), "No grants.");
        return ExitCodes.OK;
    }

    private static Map<String, String> namesOf(JsonNode roles) {
        Map<String, String> names = new HashMap<>();
        roles.path("items").forEach(role -> names.put(Json.text(role, "id"), Json.text(role, "name")));
        return names;
    }
}
