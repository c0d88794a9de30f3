package io.tidemark.audit.tracing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Takes OTLP over HTTP as a collector does, after refusing the first requests: it keeps the bodies as they came. */
public final class Collector implements QuarkusTestResourceLifecycleManager {
    private static final int REFUSED = 2;
    private static final List<String> TAKEN = new CopyOnWriteArrayList<>();
    private static final AtomicInteger ASKED = new AtomicInteger();

    private @Nullable HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            started.createContext("/v1/traces", Collector::take);
            started.start();
            server = started;
            return Map.of(
                    "tidemark.tracing.otlp-endpoint",
                    "http://127.0.0.1:" + started.getAddress().getPort() + "/v1/traces");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1);
            boolean refused = ASKED.incrementAndGet() <= REFUSED;
            if (!refused) {
                TAKEN.add(body);
            }
            exchange.sendResponseHeaders(refused ? 503 : 200, -1);
        }
    }

    /** The bodies taken, each byte a character. */
    static List<String> taken() {
        return List.copyOf(TAKEN);
    }

    static int asked() {
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
