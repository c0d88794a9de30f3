package io.tidemark.network.api;

import io.tidemark.http.ParkedResource;
import io.tidemark.http.Reads;
import io.tidemark.http.Writes;
import io.tidemark.messaging.Mending;
import io.tidemark.messaging.ParkedKeys;
import jakarta.ws.rs.Path;

/** Network's parked events. */
@Path("/api/network/v1/parked")
public class NetworkParked extends ParkedResource {
    public NetworkParked(Reads reads, Writes writes, ParkedKeys parked, Mending mending) {
        super(reads, writes, parked, mending, "network");
    }
}
