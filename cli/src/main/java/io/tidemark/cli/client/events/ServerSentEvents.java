package io.tidemark.cli.client.events;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads a stream of Server-Sent Events (WHATWG HTML, section 9.2). An event that the stream's end cuts off is not
 * given out. For one thread.
 */
final class ServerSentEvents {
    private final BufferedReader lines;
    private final StringBuilder data = new StringBuilder();
    private String lastEventId;
    private String idOfBlock;
    private String type = "";
    private Optional<Duration> retry = Optional.empty();

    /** @param lastEventId known from the stream before this one */
    ServerSentEvents(InputStream stream, String lastEventId) {
        this.lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        this.lastEventId = lastEventId;
        this.idOfBlock = lastEventId;
    }

    /** The next event, once it is complete; empty at the stream's end. */
    Optional<ServerSentEvent> next() throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isEmpty()) {
                take(line);
                continue;
            }
            lastEventId = idOfBlock;
            if (!data.isEmpty()) {
                return Optional.of(dispatched());
            }
            type = "";
        }
        return Optional.empty();
    }

    /** What to resume after: the last id of a complete block, with or without an event in it. */
    String lastEventId() {
        return lastEventId;
    }

    /** How long the server asks clients to wait before they connect again. */
    Optional<Duration> retry() {
        return retry;
    }

    private void take(String line) {
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        value = value.startsWith(" ") ? value.substring(1) : value;
        switch (field) {
            case "data" -> data.append(value).append('\n');
            case "event" -> type = value;
            case "id" -> idOfBlock = value.indexOf('\0') < 0 ? value : idOfBlock;
            case "retry" ->
                retry = value.matches("\\d{1,9}") ? Optional.of(Duration.ofMillis(Long.parseLong(value))) : retry;
            default -> {} // a comment (no field name), or a field of a later edition
        }
    }

    private ServerSentEvent dispatched() {
        data.setLength(data.length() - 1); // the last line feed is no data
        ServerSentEvent event = new ServerSentEvent(lastEventId, type.isEmpty() ? "message" : type, data.toString());
        data.setLength(0);
        type = "";
        return event;
    }
}
