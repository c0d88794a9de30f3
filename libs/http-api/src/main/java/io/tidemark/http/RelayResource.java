package io.tidemark.http;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Outcome;
import io.tidemark.messaging.Effect;
import io.tidemark.messaging.OperatorEvent.RepublishRequested;
import io.tidemark.messaging.RelayLag;
import io.tidemark.messaging.RequestLog;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Base of each service's {@code /relay}: where its publishing stands, and publishing once more. A service adds the path. */
public abstract class RelayResource {
    private static final String PATH = "/";
    private static final String TARGET = "relay";

    private final Reads reads;
    private final Writes writes;
    private final RelayLag lag;
    private final RequestLog log;
    private final String privileges;

    /** @param privileges the first word of the service's privileges */
    protected RelayResource(Reads reads, Writes writes, RelayLag lag, RequestLog log, String privileges) {
        this.reads = reads;
        this.writes = writes;
        this.lag = lag;
        this.log = log;
        this.privileges = privileges;
    }

    /**
     * Where publishing stands.
     *
     * @param position up to which Kafka has acknowledged every event
     * @param head the position of the last event that has one
     * @param lag committed events that Kafka has not acknowledged, those without a position included
     * @param pendingRepublishes accepted requests to republish that are not done yet
     * @param generation of the store's history, as it stands in every published event
     */
    public record Publishing(long position, long head, long lag, long pendingRepublishes, String generation) {}

    @GET
    public Uni<Publishing> show() {
        return reads.permit(privileges + ".relay.read", PATH, TARGET)
                .chain(lag::standing)
                .chain(standing -> lag.pendingRepublishes()
                        .map(pending -> new Publishing(
                                standing.position(), standing.head(), standing.lag(), pending, standing.generation())));
    }

    /** Accepted when it is recorded; done when {@code pendingRepublishes} is 0 again. */
    @POST
    @Path("republish")
    public Uni<Response> republish(@Nullable RepublishRequested sent) {
        RepublishRequested asked = Fields.required(sent, "body").complete();
        return writes.perform(new Write(
                "republish",
                privileges + ".relay.operate",
                PATH,
                TARGET,
                asked,
                Write.Reply.done(asked),
                (cause, companions) -> log.record(
                                cause, asked, () -> Uni.createFrom().item(new Effect(List.of(), companions)))
                        .map(events -> new Outcome.Done<>(events, events))));
    }
}
