package io.tidemark.compute.api;

import io.tidemark.http.Reads;
import io.tidemark.http.RelayResource;
import io.tidemark.http.Writes;
import io.tidemark.messaging.RelayLag;
import io.tidemark.messaging.RequestLog;
import jakarta.ws.rs.Path;

/** Compute's publishing. */
@Path("/api/compute/v1/relay")
public class ComputeRelay extends RelayResource {
    public ComputeRelay(Reads reads, Writes writes, RelayLag lag, RequestLog log) {
        super(reads, writes, lag, log, "compute");
    }
}
