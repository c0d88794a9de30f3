package io.tidemark.memory.api;

import io.tidemark.http.Reads;
import io.tidemark.http.RelayResource;
import io.tidemark.http.Writes;
import io.tidemark.messaging.RelayLag;
import io.tidemark.messaging.RequestLog;
import jakarta.ws.rs.Path;

/** The memory broker's publishing. */
@Path("/api/memory-broker/v1/relay")
public class MemoryRelay extends RelayResource {
    public MemoryRelay(Reads reads, Writes writes, RelayLag lag, RequestLog log) {
        super(reads, writes, lag, log, "memory");
    }
}
