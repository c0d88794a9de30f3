package io.tidemark.cli.client.events;

import io.tidemark.cli.client.api.Answer;
import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.api.ApiRequest;
import io.tidemark.cli.client.command.Reconnection;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One service's live events. A lost connection is opened again with the id of the last event seen, so that none is
 * missed. For one thread.
 */
final class EventFeed {
    private final ApiClient api;
    private final String service;
    private final Reconnection reconnection;
    private String lastEventId;

    /** @param lastEventId begin after this event; empty begins with what happens now */
    EventFeed(ApiClient api, String service, Reconnection reconnection, String lastEventId) {
        this.api = api;
        this.service = service;
        this.reconnection = reconnection;
        this.lastEventId = lastEventId;
    }

    /** Hands on event after event; ends only by failing. */
    void follow(Consumer<ServerSentEvent> listener) {
        while (true) {
            try {
                followOnce(listener);
                reconnection.lost(new IOException("the stream of " + service + " ended"));
            } catch (IOException lost) {
                reconnection.lost(lost);
            }
        }
    }

    private void followOnce(Consumer<ServerSentEvent> listener) throws IOException {
        try (Answer answer = api.open(request())) {
            reconnection.seen();
            readAll(new ServerSentEvents(answer.body(), lastEventId), listener);
        }
    }

    private void readAll(ServerSentEvents events, Consumer<ServerSentEvent> listener) throws IOException {
        try {
            for (Optional<ServerSentEvent> event = events.next(); event.isPresent(); event = events.next()) {
                reconnection.seen();
                listener.accept(event.get());
            }
        } finally {
            lastEventId = events.lastEventId();
            events.retry().ifPresent(reconnection::delayBy);
        }
    }

    private ApiRequest request() {
        ApiRequest request = api.request("GET", ApiPath.of(service, "events")).streamed("text/event-stream");
        return lastEventId.isEmpty() ? request : request.with("Last-Event-ID", lastEventId);
    }
}
