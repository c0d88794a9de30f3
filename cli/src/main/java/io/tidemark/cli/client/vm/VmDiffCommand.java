package io.tidemark.cli.client.vm;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.command.EventText;
import io.tidemark.cli.client.command.MomentArgument;
import io.tidemark.cli.client.command.ObjectKind;
import io.tidemark.cli.client.command.ReadingCommand;
import io.tidemark.cli.client.command.References;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.outcome.ExitCodes;
import io.tidemark.cli.client.output.Cell;
import io.tidemark.cli.client.output.View;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tide vm diff}. */
@Command(
        name = "diff",
        description = "Show what became of a virtual machine between two moments, and by which events.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tide vm diff web1 --from 1h",
            "  tide vm diff web1 --from 2026-11-22T08:00:00Z --to 2026-11-22T09:00:00Z"
        })
public final class VmDiffCommand extends ReadingCommand {
    private static final View SHEET = View.identifiedBy("id")
            .column("id", Cell.text("id"))
            .column("changes", Cell.each("changes", "\n", VmDiffCommand::change))
            .column("events", Cell.each("events", "\n", VmDiffCommand::event))
            .column("more from", Cell.text("next"));

    @Parameters(paramLabel = "VM", description = "Name or id; a deleted one's id.")
    private String vm = "";

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "A time such as 2026-11-22T08:00:00Z, or how long ago, such as 1h. Default: before it was"
                    + " created.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "A time, or how long ago. Default: now.")
    private @Nullable String to;

    @Override
    protected int run() {
        ApiClient api = api();
        String id = new References(api).forReading(ObjectKind.VM, vm);
        ApiPath path = new ApiPath(ObjectKind.VM.one(id).text() + "/diff")
                .with("from", moment(from))
                .with("to", moment(to));
        output().one(api.get(path), SHEET);
        return ExitCodes.OK;
    }

    private @Nullable String moment(@Nullable String given) {
        return given == null ? null : MomentArgument.read(given, surroundings().clock());
    }

    private static String change(JsonNode change) {
        return Json.text(change, "field") + ": " + value(change.path("before")) + " -> " + value(change.path("after"));
    }

    private static String value(JsonNode value) {
        if (value.isMissingNode()) {
            return "(none)";
        }
        return value.isValueNode() ? value.asText() : Json.compact(value);
    }

    private static String event(JsonNode event) {
        return Json.text(event, "time") + "  " + EventText.type(Json.text(event, "type")) + "  " + EventText.by(event)
                + "  correlation " + Json.text(event, "correlationId");
    }
}
