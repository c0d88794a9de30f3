package io.tidemark.cli.client.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.cli.client.command.RateArgument;
import io.tidemark.cli.client.command.SizeArgument;
import io.tidemark.cli.client.json.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A traffic shape: how fast a port may go each way. Inbound is towards the guest. */
public final class ShapeOptions {
    private static final String AVERAGE = "averageBitsPerSecond";
    private static final String PEAK = "peakBitsPerSecond";
    private static final String BURST = "burstBytes";

    @Option(
            names = "--in-average",
            paramLabel = "RATE",
            converter = RateArgument.class,
            description = "What the guest may receive in the long run, such as 10M (Mbit/s) or unlimited.")
    private @Nullable Long inAverage;

    @Option(
            names = "--in-peak",
            paramLabel = "RATE",
            converter = RateArgument.class,
            description = "What the guest may receive while its burst lasts.")
    private @Nullable Long inPeak;

    @Option(
            names = "--in-burst",
            paramLabel = "SIZE",
            converter = SizeArgument.class,
            description = "How much the guest may receive at peak, such as 256K.")
    private @Nullable Long inBurst;

    @Option(
            names = "--out-average",
            paramLabel = "RATE",
            converter = RateArgument.class,
            description = "What the guest may send in the long run.")
    private @Nullable Long outAverage;

    @Option(
            names = "--out-peak",
            paramLabel = "RATE",
            converter = RateArgument.class,
            description = "What the guest may send while its burst lasts.")
    private @Nullable Long outPeak;

    @Option(
            names = "--out-burst",
            paramLabel = "SIZE",
            converter = SizeArgument.class,
            description = "How much the guest may send at peak.")
    private @Nullable Long outBurst;

    public boolean isEmpty() {
        return inAverage == null
                && inPeak == null
                && inBurst == null
                && outAverage == null
                && outPeak == null
                && outBurst == null;
    }

    /** @param present the shape to start from; what no option names stays as it is there, or unlimited */
    public ObjectNode over(JsonNode present) {
        ObjectNode shape = Json.object();
        shape.set("inbound", direction(present.path("inbound"), inAverage, inPeak, inBurst));
        shape.set("outbound", direction(present.path("outbound"), outAverage, outPeak, outBurst));
        return shape;
    }

    /** A shape that limits nothing. */
    static ObjectNode unlimited() {
        return new ShapeOptions().over(Json.object());
    }

    private static ObjectNode direction(
            JsonNode present, @Nullable Long average, @Nullable Long peak, @Nullable Long burst) {
        ObjectNode direction = Json.object();
        direction.put(AVERAGE, average != null ? average : present.path(AVERAGE).asLong());
        direction.put(PEAK, peak != null ? peak : present.path(PEAK).asLong());
        direction.put(BURST, burst != null ? burst : present.path(BURST).asLong());
        return direction;
    }
}
