package io.tidemark.cli.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.outcome.CommandFailure;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Turns what a person typed into an id. Names do not identify: they are good for looking, and for naming what a new
 * object is made from; changes go by id. What has the form of an id is one, whatever is named like it.
 */
public final class References {
    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final ApiClient api;

    public References(ApiClient api) {
        this.api = api;
    }

    public static boolean isId(String given) {
        return ID.matcher(given).matches();
    }

    /**
     * The id of the one object that has this id or name.
     *
     * @throws CommandFailure when none or several have the name
     */
    public String forReading(ObjectKind kind, String given) {
        if (isId(given)) {
            return given;
        }
        // The filter spares pages; a service that does not know it gives them all.
        List<JsonNode> named = api.list(kind.collection().with(kind.nameField(), given), 0).stream()
                .filter(item -> Json.text(item, kind.nameField()).equals(given))
                .toList();
        if (named.isEmpty()) {
            throw CommandFailure.refused(
                    "no " + kind.word() + " named " + given + "; see: tide " + kind.word() + " list");
        }
        if (named.size() > 1) {
            throw CommandFailure.usage(
                    named.size() + " " + kind.word() + "s are named " + given + ", use an id: " + ids(named));
        }
        return Json.text(named.getFirst(), "id");
    }

    /**
     * The id given; a name is answered with the id it stands for now, for the person to confirm by typing it.
     *
     * @param command the words before the argument, for the advice
     */
    public String forWriting(ObjectKind kind, String given, String command) {
        if (isId(given)) {
            return given;
        }
        String id = forReading(kind, given);
        throw CommandFailure.usage("changes go by id, and " + given + " is " + id + "; run: " + command + " " + id);
    }

    /** The tenant asked for by id or name, or the only one that the caller sees. */
    public String tenant(String given) {
        if (!given.isEmpty()) {
            return forReading(ObjectKind.TENANT, given);
        }
        List<JsonNode> tenants = api.list(ObjectKind.TENANT.collection(), 0);
        if (tenants.size() == 1) {
            return Json.text(tenants.getFirst(), "id");
        }
        String names = tenants.stream().map(tenant -> Json.text(tenant, "name")).collect(Collectors.joining(", "));
        throw CommandFailure.usage(
                tenants.isEmpty()
                        ? "no tenant is visible to you; name one by id with --tenant"
                        : "say for which tenant with --tenant: " + names);
    }

    private static String ids(List<JsonNode> items) {
        return items.stream().map(item -> Json.text(item, "id")).collect(Collectors.joining(", "));
    }
}
