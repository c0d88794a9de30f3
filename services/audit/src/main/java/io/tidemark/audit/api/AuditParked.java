package io.tidemark.audit.api;

import io.tidemark.http.ParkedResource;
import io.tidemark.http.Reads;
import io.tidemark.http.Writes;
import io.tidemark.messaging.Mending;
import io.tidemark.messaging.ParkedKeys;
import jakarta.ws.rs.Path;

/** Audit's parked events. */
@Path("/api/audit/v1/parked")
public class AuditParked extends ParkedResource {
    public AuditParked(Reads reads, Writes writes, ParkedKeys parked, Mending mending) {
        super(reads, writes, parked, mending, "audit");
    }
}
