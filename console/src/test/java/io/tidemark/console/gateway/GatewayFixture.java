package io.tidemark.console.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** The gateway on a real server, with two live services, a dead one, a deaf one and one that hangs up. */
final class GatewayFixture implements AutoCloseable {
    static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(3);

    final Vertx vertx = Vertx.vertx();
    final Upstreams compute = new Upstreams(vertx, "compute");
    final Upstreams identity = new Upstreams(vertx, "identity");
    final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    final int port;
    private final Gateway gateway;

    GatewayFixture() throws IOException {
        gateway = new Gateway(
                vertx,
                List.of(
                        at("compute", compute.start()),
                        at("identity", identity.start()),
                        at("network", deadPort()),
                        at("memory-broker", listen(false)),
                        at("audit", listen(true))),
                new Gateway.Patience(Duration.ofSeconds(2), ANSWER_TIMEOUT));
        Router router = Router.router(vertx);
        gateway.mount(router);
        HttpServer server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0).setHttp2ClearTextEnabled(false))
                .requestHandler(router);
        port = Waiting.result(server.listen()).actualPort();
    }

    private static Upstream at(String name, int port) {
        return new Upstream(name, URI.create("http://127.0.0.1:" + port));
    }

    private static int deadPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private int listen(boolean hangsUp) {
        NetServer server = vertx.createNetServer().connectHandler(socket -> {
            if (hangsUp) {
                socket.handler(bytes -> socket.close());
            }
        });
        return Waiting.result(server.listen(0, "127.0.0.1")).actualPort();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    RawCaller raw() throws IOException {
        return new RawCaller(port);
    }

    @Override
    public void close() {
        http.close();
        gateway.close();
        Waiting.result(vertx.close());
    }
}
