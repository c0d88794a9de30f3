package io.tidemark.cli.client.relay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.api.Reply;
import io.tidemark.cli.client.command.ServiceName;
import io.tidemark.cli.client.command.WritingCommand;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.outcome.CommandFailure;
import io.tidemark.cli.client.outcome.ExitCodes;
import io.tidemark.cli.client.output.Cell;
import io.tidemark.cli.client.output.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tide relay republish}. */
@Command(
        name = "republish",
        description = {
            "Publish a service's events once more: a range of positions, or one stream.",
            "Consumers drop what they have handled. Done when relay show has nothing left 'to republish'."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tide relay republish compute --from 1 --to 1000",
            "  tide relay republish compute --stream vm/$(tide vm show web1 -q)"
        })
public final class RelayRepublishCommand extends WritingCommand {
    private static final View VIEW = View.identifiedBy("service")
            .column("service", Cell.text("service"))
            .column("from", Cell.text("fromPosition"))
            .column("to", Cell.text("toPosition"))
            .column("stream", Cell.text("stream"))
            .column("requested at", Cell.text("requestedAtPosition"));

    @Parameters(paramLabel = "SERVICE", description = "Such as compute.")
    private String service = "";

    @Option(names = "--from", paramLabel = "POSITION", description = "The first position, from 1.")
    private long from;

    @Option(names = "--to", paramLabel = "POSITION", description = "The last position.")
    private long to;

    @Option(
            names = "--stream",
            paramLabel = "STREAM",
            defaultValue = "",
            description = "One aggregate's whole history: its kind and id, such as vm/ID.")
    private String stream = "";

    @Override
    protected int run() {
        ApiClient api = api();
        String name = ServiceName.of(service);
        Reply reply = write(
                api, api.request("POST", ApiPath.of(name, "relay", "republish")).json(asked()));
        ObjectNode answer = (ObjectNode) reply.body();
        reply.position().ifPresent(position -> answer.put("requestedAtPosition", position));
        output().one(answer.put("service", name), VIEW);
        return ExitCodes.OK;
    }

    private ObjectNode asked() {
        if (!stream.isEmpty() && from == 0 && to == 0) {
            return Json.object().put("stream", stream);
        }
        if (stream.isEmpty() && from > 0 && to >= from) {
            return Json.object().put("fromPosition", from).put("toPosition", to);
        }
        throw CommandFailure.usage("say either --from and --to, from 1 and in this order, or --stream");
    }
}
