package io.tidemark.memory.api;

import io.tidemark.http.ParkedResource;
import io.tidemark.http.Reads;
import io.tidemark.http.Writes;
import io.tidemark.messaging.Mending;
import io.tidemark.messaging.ParkedKeys;
import jakarta.ws.rs.Path;

/** The memory broker's parked events. */
@Path("/api/memory-broker/v1/parked")
public class MemoryParked extends ParkedResource {
    public MemoryParked(Reads reads, Writes writes, ParkedKeys parked, Mending mending) {
        super(reads, writes, parked, mending, "memory");
    }
}
