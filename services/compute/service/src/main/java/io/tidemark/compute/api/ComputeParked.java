package io.tidemark.compute.api;

import io.tidemark.http.ParkedResource;
import io.tidemark.http.Reads;
import io.tidemark.http.Writes;
import io.tidemark.messaging.Mending;
import io.tidemark.messaging.ParkedKeys;
import jakarta.ws.rs.Path;

/** Compute's parked events. */
@Path("/api/compute/v1/parked")
public class ComputeParked extends ParkedResource {
    public ComputeParked(Reads reads, Writes writes, ParkedKeys parked, Mending mending) {
        super(reads, writes, parked, mending, "compute");
    }
}
