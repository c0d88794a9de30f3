package io.tidemark.network.api;

import io.tidemark.http.Reads;
import io.tidemark.http.ViewRequests;
import io.tidemark.http.ViewsResource;
import io.tidemark.http.Writes;
import jakarta.ws.rs.Path;

/** Network's read models. */
@Path("/api/network/v1/views")
public class NetworkViews extends ViewsResource {
    public NetworkViews(Reads reads, Writes writes, ViewRequests requests) {
        super(reads, writes, requests, "network");
    }
}
