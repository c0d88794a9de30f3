package io.tidemark.messaging;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.AppendConflict;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.EventTypes;
import io.tidemark.eventstore.NewEvent;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.StreamId;
import io.tidemark.eventstore.StreamWrite;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Records what somebody asked this service and what came of it, where no aggregate of the service does: refusals, and what
 * operators do. Each on a stream of its own, so that they never contend, together with its effect.
 */
@ApplicationScoped
public class RequestLog {
    /** Operators' doings are of the whole service. */
    private static final String WHOLE = "/";

    private static final int ATTEMPTS = 8;

    private final EventStore store;
    private final Instance<Witness> witnesses;
    private final EventTypes<OperatorEvent> operatorEvents;

    public RequestLog(
            EventStore store, Instance<Witness> witnesses, @ConfigProperty(name = "tidemark.service") String service) {
        this.store = store;
        this.witnesses = witnesses;
        this.operatorEvents = OperatorEvent.types(service);
    }

    /** Records what an operator did, in the transaction of its effect. */
    public Uni<List<StoredEvent>> record(Cause cause, OperatorEvent event, Supplier<Uni<Effect>> effect) {
        return record(cause, WHOLE, operatorEvents.encode(event), effect);
    }

    /**
     * Records an event together with an effect, which is planned anew when a stream moved meanwhile.
     *
     * @param event {@code tidemark.<service>.<kind>.<event>.v1}
     */
    public Uni<List<StoredEvent>> record(Cause cause, String objectPath, NewEvent event, Supplier<Uni<Effect>> effect) {
        String kind = event.type().split("\\.", -1)[2];
        StreamId stream = new StreamId(kind, UUID.randomUUID().toString());
        StreamWrite write = new StreamWrite(stream, 0, objectPath, List.of(event));
        return Uni.createFrom()
                .deferred(effect::get)
                .chain(planned -> witnessed(stream, event, cause, planned).map(planned::and))
                .chain(planned -> store.append(append(write, planned, cause)))
                .onFailure(AppendConflict.Revision.class)
                .retry()
                .withBackOff(Duration.ofMillis(5), Duration.ofMillis(100))
                .atMost(ATTEMPTS);
    }

    private Uni<Effect> witnessed(StreamId stream, NewEvent event, Cause cause, Effect planned) {
        return witnesses.isUnsatisfied()
                ? Uni.createFrom().item(Effect.none())
                : witnesses.get().of(stream, event, cause, planned.writes()).map(Effect::of);
    }

    private static Append append(StreamWrite record, Effect effect, Cause cause) {
        List<StreamWrite> writes = new ArrayList<>(List.of(record));
        writes.addAll(effect.writes());
        return new Append(writes, cause, effect.companions());
    }
}
