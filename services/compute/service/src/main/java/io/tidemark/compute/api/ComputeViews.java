package io.tidemark.compute.api;

import io.tidemark.http.Reads;
import io.tidemark.http.ViewRequests;
import io.tidemark.http.ViewsResource;
import io.tidemark.http.Writes;
import jakarta.ws.rs.Path;

/** Compute's read models. */
@Path("/api/compute/v1/views")
public class ComputeViews extends ViewsResource {
    public ComputeViews(Reads reads, Writes writes, ViewRequests requests) {
        super(reads, writes, requests, "compute");
    }
}
