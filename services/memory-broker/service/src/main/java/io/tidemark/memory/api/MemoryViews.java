package io.tidemark.memory.api;

import io.tidemark.http.Reads;
import io.tidemark.http.ViewRequests;
import io.tidemark.http.ViewsResource;
import io.tidemark.http.Writes;
import jakarta.ws.rs.Path;

/** The memory broker's read models. */
@Path("/api/memory-broker/v1/views")
public class MemoryViews extends ViewsResource {
    public MemoryViews(Reads reads, Writes writes, ViewRequests requests) {
        super(reads, writes, requests, "memory");
    }
}
