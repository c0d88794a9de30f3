package io.tidemark.console;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Surrounds the console with the real Keycloak and a real HTTP server in compute's place that counts bytes. */
public final class RunningConsole implements QuarkusTestResourceLifecycleManager {
    private @Nullable HttpServer compute;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    @Override
    public Map<String, String> start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            compute = server;
            server.setExecutor(workers);
            server.createContext("/api/compute/v1/images", exchange -> {
                try (InputStream body = exchange.getRequestBody()) {
                    long received = body.transferTo(OutputStream.nullOutputStream());
                    byte[] answer = Long.toString(received).getBytes(StandardCharsets.US_ASCII);
                    exchange.sendResponseHeaders(201, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                }
            });
            server.start();
            return Map.of(
                    "quarkus.http.test-port",
                    "0",
                    "tidemark.oidc.issuer",
                    issuer(),
                    "tidemark.services.compute.url",
                    "http://127.0.0.1:" + server.getAddress().getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The realm on the Keycloak that {@code ./tide test} started. */
    static String issuer() {
        String keycloak = System.getProperty("tidemark.test.keycloak");
        if (keycloak == null) {
            throw new IllegalStateException("no -Dtidemark.test.keycloak: run the tests with ./tide test");
        }
        return keycloak + "/realms/tidemark";
    }

    @Override
    public void stop() {
        if (compute != null) {
            compute.stop(0);
        }
        workers.close();
    }
}
