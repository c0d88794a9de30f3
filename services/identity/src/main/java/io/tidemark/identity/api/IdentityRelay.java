package io.tidemark.identity.api;

import io.tidemark.http.Reads;
import io.tidemark.http.RelayResource;
import io.tidemark.http.Writes;
import io.tidemark.messaging.RelayLag;
import io.tidemark.messaging.RequestLog;
import jakarta.ws.rs.Path;

/** Identity's publishing. */
@Path("/api/identity/v1/relay")
public class IdentityRelay extends RelayResource {
    public IdentityRelay(Reads reads, Writes writes, RelayLag lag, RequestLog log) {
        super(reads, writes, lag, log, "identity");
    }
}
