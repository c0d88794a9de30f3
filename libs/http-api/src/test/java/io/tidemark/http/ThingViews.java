package io.tidemark.http;

import jakarta.ws.rs.Path;

/** The things' read models. */
@Path("/api/thing/v1/views")
public class ThingViews extends ViewsResource {
    ThingViews(Reads reads, Writes writes, ViewRequests requests) {
        super(reads, writes, requests, "thing");
    }
}
