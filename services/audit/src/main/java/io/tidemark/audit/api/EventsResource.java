package io.tidemark.audit.api;

import io.smallrye.mutiny.Multi;
import io.tidemark.http.EventFeed;
import io.tidemark.http.FeedFilter;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The log as it grows. */
@Path("/api/audit/v1/events")
@Tag(name = "events")
public class EventsResource {

    private final EventFeed feed;

    public EventsResource(EventFeed feed) {
        this.feed = feed;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(operationId = "followEvents", summary = "Records as they are sealed; resumable by Last-Event-ID")
    public Multi<OutboundSseEvent> follow(@Context Sse sse, @BeanParam FeedFilter filter) {
        return feed.follow(sse, ReadAccess.PRIVILEGE, filter);
    }
}
