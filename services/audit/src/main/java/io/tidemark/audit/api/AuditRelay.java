package io.tidemark.audit.api;

import io.tidemark.http.Reads;
import io.tidemark.http.RelayResource;
import io.tidemark.http.Writes;
import io.tidemark.messaging.RelayLag;
import io.tidemark.messaging.RequestLog;
import jakarta.ws.rs.Path;

/** Audit's publishing. */
@Path("/api/audit/v1/relay")
public class AuditRelay extends RelayResource {
    public AuditRelay(Reads reads, Writes writes, RelayLag lag, RequestLog log) {
        super(reads, writes, lag, log, "audit");
    }
}
