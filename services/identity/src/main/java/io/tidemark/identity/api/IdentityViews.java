package io.tidemark.identity.api;

import io.tidemark.http.Reads;
import io.tidemark.http.ViewRequests;
import io.tidemark.http.ViewsResource;
import io.tidemark.http.Writes;
import jakarta.ws.rs.Path;

/** Identity's read models. */
@Path("/api/identity/v1/views")
public class IdentityViews extends ViewsResource {
    public IdentityViews(Reads reads, Writes writes, ViewRequests requests) {
        super(reads, writes, requests, "identity");
    }
}
