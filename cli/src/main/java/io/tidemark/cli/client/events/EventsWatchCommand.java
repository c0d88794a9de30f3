package io.tidemark.cli.client.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.command.Concurrently;
import io.tidemark.cli.client.command.EventText;
import io.tidemark.cli.client.command.ReadingCommand;
import io.tidemark.cli.client.command.Reconnection;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.outcome.CommandFailure;
import io.tidemark.cli.client.outcome.ExitCodes;
import io.tidemark.cli.client.output.Output;
import io.tidemark.cli.client.output.View;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tide events watch}. */
@Command(
        name = "watch",
        description = {
            "Show events as they happen, of what you may see. Goes on over lost connections without missing one.",
            "With -o json one event per line, as the service sends it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tide events watch",
            "  tide events watch --service compute --type vm.started --count 1",
            "  tide events watch --service compute -o json | jq -c '{type, subject}'"
        })
public final class EventsWatchCommand extends ReadingCommand {
    /** Not audit: it repeats every event of the others. */
    private static final List<String> SERVICES = List.of("compute", "network", "memory-broker", "identity");

    private static final View LINE = View.identifiedBy("id")
            .column("time", (event, now) -> Json.text(event, "time"))
            .column("type", (event, now) -> EventText.type(Json.text(event, "type")))
            .column("subject", (event, now) -> Json.text(event, "subject"))
            .column("actor", (event, now) -> EventText.by(event))
            .column("digest", (event, now) -> EventText.digest(event.path("data")));

    @Option(
            names = "--service",
            paramLabel = "SERVICE",
            description = "compute, network, memory-broker, identity or audit; may be repeated. Default: the first"
                    + " four.")
    private List<String> services = new ArrayList<>();

    @Option(names = "--type", paramLabel = "TEXT", description = "Only types that contain this, such as vm.started.")
    private String type = "";

    @Option(
            names = "--after",
            paramLabel = "POSITION",
            description = "Begin after this position of the service's events instead of now; 0 shows them all. Needs"
                    + " one --service.")
    private @Nullable String after;

    @Option(names = "--count", paramLabel = "N", description = "End after N events. Default: never.")
    private @Nullable Integer count;

    private int shown;

    @Override
    protected int run() {
        if (after != null && services.size() != 1) {
            throw CommandFailure.usage("--after needs one --service: each service numbers its own stream");
        }
        ApiClient api = api();
        CompletableFuture<Void> enough = new CompletableFuture<>();
        List<String> named = services.isEmpty() ? SERVICES : services;
        CompletableFuture<?>[] feeds =
                named.stream().map(service -> watched(api, service, enough)).toArray(CompletableFuture[]::new);
        // Unasked, a service that the caller may not watch is left out, as long as another can be watched.
        CompletableFuture<Void> all = CompletableFuture.allOf(feeds);
        if (services.isEmpty()) {
            Concurrently.untilFirst(enough, all);
        } else {
            List<CompletableFuture<?>> any = new ArrayList<>(List.of(feeds));
            any.add(enough);
            Concurrently.untilFirst(any.toArray(CompletableFuture[]::new));
        }
        return ExitCodes.OK;
    }

    private CompletableFuture<Void> watched(ApiClient api, String service, CompletableFuture<Void> enough) {
        Output output = output();
        String begin = after == null ? "" : after;
        EventFeed feed = new EventFeed(api, service, new Reconnection(surroundings(), api.server()), begin);
        return Concurrently.run(() -> feed.follow(event -> show(event, output, enough)));
    }

    private synchronized void show(ServerSentEvent event, Output output, CompletableFuture<Void> enough) {
        JsonNode data = dataOf(event);
        Integer wanted = count;
        if ((wanted != null && shown >= wanted) || !typeOf(event, data).contains(type)) {
            return;
        }
        output.next(data, LINE);
        shown++;
        if (wanted != null && shown >= wanted) {
            enough.complete(null);
        }
    }

    private static String typeOf(ServerSentEvent event, JsonNode data) {
        String named = Json.text(data, "type");
        return named.isEmpty() ? event.type() : named;
    }

    private static JsonNode dataOf(ServerSentEvent event) {
        try {
            return Json.read(event.data());
        } catch (IOException text) {
            return Json.object().put("type", event.type()).put("data", event.data());
        }
    }
}
