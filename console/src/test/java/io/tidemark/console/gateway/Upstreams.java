package io.tidemark.console.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A real HTTP server in the place of a service; it does what the path names and notes what it saw. */
final class Upstreams {
    static final String FIRST_EVENT = "id: 1\ndata: first\n\n";

    final Queue<String> seen = new ConcurrentLinkedQueue<>();
    final AtomicReference<HttpServerResponse> feed = new AtomicReference<>();
    final AtomicLong received = new AtomicLong();
    final CompletableFuture<Void> left = new CompletableFuture<>();
    final CompletableFuture<Void> arrived = new CompletableFuture<>();
    final CompletableFuture<String> upload = new CompletableFuture<>();
    final CompletableFuture<Void> release = new CompletableFuture<>();
    private final Vertx vertx;
    private final String name;

    Upstreams(Vertx vertx, String name) {
        this.vertx = vertx;
        this.name = name;
    }

    /** Listens on a port of its own and gives it. */
    int start() {
        HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
        return Waiting.result(vertx.createHttpServer(options)
                        .requestHandler(this::handle)
                        .listen())
                .actualPort();
    }

    private void handle(HttpServerRequest request) {
        seen.add(request.method() + " " + request.uri());
        String path = request.path();
        switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "events" -> feed(request);
            case "silent" -> silent(request);
            case "held" -> held(request);
            case "refused" -> request.response().setStatusCode(403).end("no");
            case "cut" -> cut(request);
            case "large" -> large(request);
            case "socket" -> socket(request);
            default -> echo(request);
        }
    }

    private void feed(HttpServerRequest request) {
        request.response().closeHandler(closed -> left.complete(null));
        request.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
        request.response().write(FIRST_EVENT);
        feed.set(request.response());
    }

    private void silent(HttpServerRequest request) {
        request.connection().closeHandler(closed -> left.complete(null));
        arrived.complete(null);
    }

    private void held(HttpServerRequest request) {
        request.pause();
        request.exceptionHandler(upload::completeExceptionally);
        request.handler(part -> received.addAndGet(part.length()));
        request.endHandler(end -> {
            upload.complete("whole");
            request.response().end(received.toString());
        });
        arrived.complete(null);
        release.thenRun(request::resume);
    }

    private void cut(HttpServerRequest request) {
        request.response().setChunked(true);
        Future<Void> written = request.response().write("a part");
        written.onComplete(done -> request.connection().close());
    }

    private void large(HttpServerRequest request) {
        long bytes = Long.parseLong(request.query());
        request.response().putHeader("Content-Length", "" + bytes);
        pump(request.response(), Buffer.buffer(new byte[64 * 1024]), bytes);
    }

    private void pump(HttpServerResponse response, Buffer block, long left) {
        long remaining = left;
        while (remaining > 0 && !response.writeQueueFull()) {
            int next = (int) Math.min(block.length(), remaining);
            response.write(block.slice(0, next));
            remaining -= next;
        }
        received.set(remaining);
        long after = remaining;
        if (remaining == 0) {
            response.end();
        } else {
            response.drainHandler(drained -> pump(response, block, after));
        }
    }

    private void socket(HttpServerRequest request) {
        request.toWebSocket().onSuccess(socket -> {
            socket.textMessageHandler(text -> socket.writeTextMessage(name + " heard " + text));
            socket.closeHandler(closed -> left.complete(null));
        });
    }

    private void echo(HttpServerRequest request) {
        StringBuilder told = new StringBuilder(name).append('\n');
        told.append(request.method()).append(' ').append(request.uri()).append('\n');
        request.headers()
                .forEach((key, value) -> told.append(key.toLowerCase(java.util.Locale.ROOT))
                        .append(": ")
                        .append(value)
                        .append('\n'));
        request.bodyHandler(body -> request.response()
                .putHeader("Connection", "X-Hop")
                .putHeader("X-Hop", "for the gateway only")
                .putHeader("Keep-Alive", "timeout=5")
                .putHeader("Tidemark-Position", "7")
                .putHeader("Content-Security-Policy", "default-src *")
                .end(told.append(body).toString()));
    }
}
