package io.tidemark.cli.client.login;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.command.ReadingCommand;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.outcome.ExitCodes;
import io.tidemark.cli.client.output.Cell;
import io.tidemark.cli.client.output.View;
import io.tidemark.cli.client.session.Profile;
import java.util.StringJoiner;
import picocli.CommandLine.Command;

/** {@code tide whoami}. */
@Command(
        name = "whoami",
        description = "Show who you are to the platform and what you may do where.",
        footerHeading = "%nExample:%n",
        footer = "  tide whoami")
public final class WhoamiCommand extends ReadingCommand {
    @Override
    protected int run() {
        ApiClient api = api();
        JsonNode me = api.get(ApiPath.of("identity", "whoami"));
        boolean byProfile = surroundings().variable("TIDE_TOKEN").isEmpty();
        String user = byProfile
                ? connection()
                        .store()
                        .load(connection().profileName())
                        .map(Profile::user)
                        .orElse("")
                : "";
        output().one(me, view(user, api.server().toString()));
        return ExitCodes.OK;
    }

    private static View view(String user, String server) {
        return View.identifiedBy("subject")
                .column("user", Cell.computed(me -> user))
                .column("server", Cell.computed(me -> server))
                .column("subject", Cell.text("subject"))
                .column("groups", Cell.each("groups", ", ", WhoamiCommand::group))
                .column("may", Cell.each("privileges", "\n", WhoamiCommand::held));
    }

    private static String group(JsonNode group) {
        return group.isObject() ? Json.text(group, "name") : group.asText();
    }

    private static String held(JsonNode entry) {
        StringJoiner privileges = new StringJoiner(" ");
        entry.path("privileges").forEach(privilege -> privileges.add(privilege.asText()));
        return Json.text(entry, "path") + "  " + privileges;
    }
}
