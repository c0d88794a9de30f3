package io.tidemark.network.api;

import io.tidemark.http.Reads;
import io.tidemark.http.RelayResource;
import io.tidemark.http.Writes;
import io.tidemark.messaging.RelayLag;
import io.tidemark.messaging.RequestLog;
import jakarta.ws.rs.Path;

/** Network's publishing. */
@Path("/api/network/v1/relay")
public class NetworkRelay extends RelayResource {
    public NetworkRelay(Reads reads, Writes writes, RelayLag lag, RequestLog log) {
        super(reads, writes, lag, log, "network");
    }
}
