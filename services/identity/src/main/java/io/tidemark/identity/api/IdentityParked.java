package io.tidemark.identity.api;

import io.tidemark.http.ParkedResource;
import io.tidemark.http.Reads;
import io.tidemark.http.Writes;
import io.tidemark.messaging.Mending;
import io.tidemark.messaging.ParkedKeys;
import jakarta.ws.rs.Path;

/** Identity's parked events. */
@Path("/api/identity/v1/parked")
public class IdentityParked extends ParkedResource {
    public IdentityParked(Reads reads, Writes writes, ParkedKeys parked, Mending mending) {
        super(reads, writes, parked, mending, "identity");
    }
}
