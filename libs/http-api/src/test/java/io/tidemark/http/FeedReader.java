package io.tidemark.http;

import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Reads a feed as a client does; what it is asked to read only, so that it can also be a slow one. */
final class FeedReader implements AutoCloseable {
    private static final Message END = new Message("", "", "");
    private static final int PATIENCE_SECONDS = 30;

    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();

    /** One message of the stream; without data it only moves the cursor. */
    record Message(String id, String event, String data) {
        boolean isCursorOnly() {
            return data.isEmpty();
        }
    }

    private FeedReader(HttpResponse<InputStream> response) {
        this.response = response;
    }

    static FeedReader open(String token, String query, Optional<String> after) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/api/thing/v1/things/events" + query))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream");
        after.ifPresent(id -> request.header("Last-Event-ID", id));
        HttpClient client = HttpClient.newHttpClient();
        return new FeedReader(client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
    }

    int status() {
        return response.statusCode();
    }

    String contentType() {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    String body() throws IOException {
        return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** From here on everything that comes is read. */
    FeedReader reading() {
        Thread.ofVirtual().start(this::readAll);
        return this;
    }

    private void readAll() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            List<String> block = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    messages.add(message(block));
                    block.clear();
                } else {
                    block.add(line);
                }
            }
        } catch (IOException closed) {
            // The end, as the reader sees it.
        }
        messages.add(END);
    }

    private static Message message(List<String> block) {
        return new Message(field(block, "id"), field(block, "event"), field(block, "data"));
    }

    private static String field(List<String> block, String name) {
        return block.stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    Message next() throws InterruptedException {
        Message message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null || message == END) {
            throw new AssertionError(message == null ? "nothing came" : "the feed ended");
        }
        return message;
    }

    boolean endsWithin(Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < deadline) {
            if (messages.poll(100, TimeUnit.MILLISECONDS) == END) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }
}
