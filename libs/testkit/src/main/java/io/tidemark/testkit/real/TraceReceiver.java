package io.tidemark.testkit.real;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes OTLP over HTTP as a trace collector does, read with OpenTelemetry's own classes; the init argument {@code refuse} is
 * how many requests it refuses first.
 */
public final class TraceReceiver implements QuarkusTestResourceLifecycleManager {
    private static final List<Told> TOLD = new CopyOnWriteArrayList<>();
    private static final AtomicInteger ASKED = new AtomicInteger();

    private @Nullable HttpServer server;
    private int refused;

    /**
     * A span as it came.
     *
     * @param parentId empty at a root
     * @param error the status message; empty unless the status is an error
     */
    public record Told(
            String part,
            String name,
            String kind,
            String traceId,
            String spanId,
            String parentId,
            long startNanos,
            long endNanos,
            Map<String, String> attributes,
            String error) {}

    @Override
    public void init(Map<String, String> arguments) {
        refused = Integer.parseInt(arguments.getOrDefault("refuse", "0"));
    }

    @Override
    public Map<String, String> start() {
        return startAt(0);
    }

    /** Begins, or begins again, at that port; 0 is any. */
    public Map<String, String> startAt(int port) {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            started.createContext("/v1/traces", this::take);
            started.start();
            server = started;
            return Map.of(
                    "tidemark.tracing.otlp-endpoint",
                    "http://127.0.0.1:" + started.getAddress().getPort() + "/v1/traces");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean refuse = ASKED.incrementAndGet() <= refused;
            if (!refuse) {
                ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().forEach(TraceReceiver::keep);
            }
            exchange.sendResponseHeaders(refuse ? 503 : 200, -1);
        }
    }

    private static void keep(ResourceSpans part) {
        String name = attributes(part.getResource().getAttributesList()).getOrDefault("service.name", "");
        part.getScopeSpansList().forEach(scope -> scope.getSpansList().forEach(span -> TOLD.add(told(name, span))));
    }

    private static Told told(String part, Span span) {
        HexFormat hex = HexFormat.of();
        return new Told(
                part,
                span.getName(),
                span.getKind().name().replace("SPAN_KIND_", ""),
                hex.formatHex(span.getTraceId().toByteArray()),
                hex.formatHex(span.getSpanId().toByteArray()),
                hex.formatHex(span.getParentSpanId().toByteArray()),
                span.getStartTimeUnixNano(),
                span.getEndTimeUnixNano(),
                attributes(span.getAttributesList()),
                span.getStatus().getMessage());
    }

    private static Map<String, String> attributes(List<KeyValue> pairs) {
        return pairs.stream()
                .collect(Collectors.toMap(
                        KeyValue::getKey, pair -> pair.getValue().getStringValue()));
    }

    /** The spans of a trace, as far as they have come. */
    public static List<Told> trace(String traceId) {
        return TOLD.stream().filter(span -> span.traceId().equals(traceId)).toList();
    }

    /** How many requests came, the refused ones among them. */
    public static int asked() {
        return ASKED.get();
    }

    @Override
    public void stop() {
        HttpServer started = server;
        if (started != null) {
            started.stop(0);
        }
    }
}
