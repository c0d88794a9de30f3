package io.tidemark.compute.api;

import io.smallrye.mutiny.Multi;
import io.tidemark.http.EventFeed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Compute's events as they happen. */
@Path("/api/compute/v1/events")
public class EventsResource {
    private final EventFeed feed;

    public EventsResource(EventFeed feed) {
        this.feed = feed;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "followComputeEvents",
            summary = "Compute's events as they happen, resumable by Last-Event-ID")
    public Multi<OutboundSseEvent> events(@Context Sse sse) {
        return feed.follow(sse, "compute.vm.read");
    }
}
