package io.tidemark.cli.client.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.command.ReadingCommand;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.outcome.CommandFailure;
import io.tidemark.cli.client.outcome.ExitCodes;
import io.tidemark.cli.client.output.Cell;
import io.tidemark.cli.client.output.View;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tide access explain}. */
@Command(
        name = "explain",
        description = {
            "Say whether somebody may do something, and by which grants. Ends with 0 when so, with 3 when not.",
            "For yourself it always works; for others you need identity.grant.read at the path."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tide access explain compute.vm.create /tenants/7f3b0c52-8f64-4a55-9c0e-2f6f8a1d0b11",
            "  tide access explain audit.read /audit --subject 5e0f6a0c-6b0b-4f55-8a7e-0d2f6a1c9b10"
        })
public final class AccessExplainCommand extends ReadingCommand {
    private static final View VIEW = View.identifiedBy("verdict")
            .column("verdict", Cell.text("verdict"))
            .column("reason", Cell.text("reason"))
            .column("subject", Cell.text("subject"))
            .column("privilege", Cell.text("privilege"))
            .column("path", Cell.text("path"))
            .column("by", Cell.text("grantId"))
            .column("considered", Cell.each("considered", "\n", AccessExplainCommand::considered));

    @Parameters(index = "0", paramLabel = "PRIVILEGE", description = "Such as compute.vm.create.")
    private String privilege = "";

    @Parameters(index = "1", paramLabel = "PATH", description = "An object's path, such as /tenants/ID or /.")
    private String path = "";

    @Option(names = "--subject", paramLabel = "USER", description = "A user's id. Default: yourself.")
    private @Nullable String subject;

    @Override
    protected int run() {
        if (!path.startsWith("/")) {
            throw CommandFailure.usage("a path begins with /: " + path);
        }
        JsonNode explained = explained(api());
        output().one(explained, VIEW);
        return Json.text(explained, "verdict").equals("allowed") ? ExitCodes.OK : ExitCodes.DENIED;
    }

    private JsonNode explained(ApiClient api) {
        String other = subject;
        if (other != null) {
            return api.get(question(other));
        }
        JsonNode me = api.get(AccessCommand.WHOAMI);
        return api.find(question(Json.text(me, "subject"))).orElseGet(() -> OwnAccess.explained(me, privilege, path));
    }

    private ApiPath question(String who) {
        return ApiPath.of("identity", "access", "explain")
                .with("subject", who)
                .with("privilege", privilege)
                .with("path", path);
    }

    private static String considered(JsonNode grant) {
        StringJoiner words = new StringJoiner("  ");
        words.add(Json.text(grant, "finding")).add(Json.text(grant, "path"));
        String role = Json.text(grant, "roleName");
        if (!role.isEmpty()) {
            words.add("role " + role);
        }
        String kind = Json.text(grant, "subjectKind");
        if (!kind.isEmpty()) {
            words.add("to " + kind + " " + Json.text(grant, "subjectId"));
        }
        String id = Json.text(grant, "grantId");
        return id.isEmpty() ? words.toString() : words.add("grant " + id).toString();
    }
}
