package io.tidemark.http;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.postgres.Page;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;

/** What a service's API is made of, over things. */
@Path("/api/thing/v1/things")
@Produces(MediaType.APPLICATION_JSON)
public class ThingsResource {
    static final String READ = "thing.thing.read";

    private final Reads reads;
    private final Differences differences;
    private final EventFeed feed;
    private final ThingView view;

    ThingsResource(Reads reads, Differences differences, EventFeed feed, ThingView view) {
        this.reads = reads;
        this.differences = differences;
        this.feed = feed;
        this.view = view;
    }

    /** A thing as shown: without its secret. */
    public record Shown(String id, String name, ThingView.Look look) {
        static Shown of(ThingView.Thing thing) {
            return new Shown(thing.id(), thing.name(), thing.look());
        }
    }

    @GET
    public Uni<Page<Shown>> list(@BeanParam PageRequest asked) {
        return reads.page(view, READ, asked, "name").map(page -> page.map(Shown::of));
    }

    @GET
    @Path("{id}")
    public Uni<Shown> show(@PathParam("id") String id, @BeanParam AsOf asked) {
        return reads.one(view, id, READ, asked).map(Shown::of);
    }

    @GET
    @Path("{id}/diff")
    public Uni<Difference> diff(@PathParam("id") String id, @BeanParam Between asked) {
        return differences.of(view, id, READ, asked, Shown::of);
    }

    @GET
    @Path("{id}/measured")
    public Uni<List<String>> measured(@PathParam("id") String id) {
        return reads.row(view, id, READ).map(row -> List.of("warm"));
    }

    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> events(@Context Sse sse, @BeanParam FeedFilter filter) {
        return feed.follow(sse, READ, filter);
    }
}
