package io.tidemark.cli.client.parked;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.command.ServiceName;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.output.Cell;
import io.tidemark.cli.client.output.Output;
import io.tidemark.cli.client.output.View;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** Which events: those of one aggregate of one producer, at the service where they are parked. */
public final class ParkedKey {
    private static final String SOURCE = "/tidemark/";

    private static final View EVENTS = View.identifiedBy("eventId")
            .number("revision", Cell.text("revision"))
            .column("type", Cell.text("type"))
            .column("since", Cell.age("since"))
            .number("tried", Cell.text("attempts"))
            .column("next try", Cell.text("retryAt"))
            .column("reason", Cell.text("reason"));

    @Parameters(index = "0", paramLabel = "SERVICE", description = "Where they are parked, such as network.")
    private String service = "";

    @Parameters(
            index = "1",
            paramLabel = "PRODUCER",
            description = "Who published them: a service such as compute, or node/ID.")
    private String producer = "";

    @Parameters(index = "2", paramLabel = "AGGREGATE", description = "The aggregate's id.")
    private String aggregate = "";

    ApiPath parked(String action) {
        return ApiPath.of(ServiceName.of(service), "parked", action);
    }

    /** The key as a request's body names it. */
    ObjectNode body() {
        return Json.object().put("producer", fullProducer()).put("aggregate", aggregate);
    }

    private String fullProducer() {
        return producer.startsWith("/") ? producer : SOURCE + producer;
    }

    /** Shows what of it is parked now. */
    void show(ApiClient api, Output output) {
        ApiPath events = parked("events").with("producer", fullProducer()).with("aggregate", aggregate);
        List<JsonNode> waiting = new ArrayList<>();
        api.get(events).path("events").forEach(waiting::add);
        output.list(waiting, EVENTS, "Nothing of this key is parked.");
    }

    /** A producer as people name it. */
    static String shortened(String producer) {
        return producer.startsWith(SOURCE) ? producer.substring(SOURCE.length()) : producer;
    }
}
