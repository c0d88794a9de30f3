package io.tidemark.cli.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A real HTTP server that answers by a script and remembers what it was asked. It stands for the gateway and for the
 * identity provider; what it says is what the blueprint of the REST API says.
 */
final class FakePlatform implements AutoCloseable {
    /** Gives one answer. */
    @FunctionalInterface
    interface Responder {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** What was asked. */
    record Received(String method, String target, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }
    }

    private final HttpServer server;
    private final Map<String, Responder> script = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();

    FakePlatform() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** @param request method and path, such as {@code GET /api/compute/v1/vms}; a query is not part of it */
    FakePlatform on(String request, Responder responder) {
        script.put(request, responder);
        return this;
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    /** What was asked by this method and path. */
    List<Received> received(String request) {
        return received.stream()
                .filter(r ->
                        request.equals(r.method() + " " + URI.create(r.target()).getPath()))
                .toList();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getRawPath();
        received.add(new Received(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders()),
                body));
        Responder responder = script.getOrDefault(
                exchange.getRequestMethod() + " " + path, problem(404, "NOT_FOUND", "there is no " + path));
        try (exchange) {
            responder.answer(exchange);
        }
    }

    static Responder json(String body) {
        return json(200, body);
    }

    static Responder json(int status, String body) {
        return content(status, "application/json", () -> body);
    }

    static Responder text(String body) {
        return content(200, "text/plain", () -> body);
    }

    static Responder text(Supplier<String> body) {
        return content(200, "text/plain", body);
    }

    static Responder problem(int status, String code, String detail) {
        String body = """
                {"type": "about:blank", "title": "Refused", "status": %d, "code": "%s", "detail": "%s",
                 "correlationId": "c0ffee00-0000-4000-8000-000000000000"}""".formatted(status, code, detail);
        return content(status, "application/problem+json", () -> body);
    }

    static Responder accepted(String operation) {
        return exchange -> {
            exchange.getResponseHeaders().set("Tidemark-Position", "17");
            json(202, operation).answer(exchange);
        };
    }

    /** One after the other, the last for ever. */
    static Responder inTurn(Responder... responders) {
        AtomicInteger turn = new AtomicInteger();
        return exchange -> responders[Math.min(turn.getAndIncrement(), responders.length - 1)].answer(exchange);
    }

    /** Begins an answer and loses the connection: the caller cannot know whether the request had its effect. */
    static Responder lostAfter(String contentType, String begun) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.sendResponseHeaders(200, 1_000_000);
            exchange.getResponseBody().write(begun.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        };
    }

    static Responder lost() {
        return lostAfter("application/json", "{");
    }

    static Responder stream(String contentType, String all) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(all.getBytes(StandardCharsets.UTF_8));
        };
    }

    /** A page of a collection. */
    static Responder items(String... items) {
        return json("{\"items\": [" + String.join(", ", items) + "], \"next\": null}");
    }

    private static Responder content(int status, String type, Supplier<String> body) {
        return exchange -> {
            byte[] bytes = body.get().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
