package io.tidemark.audit.application;

import io.smallrye.mutiny.Uni;
import io.tidemark.audit.record.AuditedEvent;
import io.tidemark.audit.record.SealedRecord;
import io.tidemark.audit.store.LogLength;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.AppendConflict;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.NewEvent;
import io.tidemark.eventstore.StreamId;
import io.tidemark.eventstore.StreamWrite;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Puts records at the end of the log. The log is one stream, so the leaf index is known when the record is written (its
 * revision less one), followers of the public stream see a gap in the revisions, and all records share one partition and
 * hence one order. Thread-safe.
 */
@ApplicationScoped
public class Sealing {

    /** The stream that is the log. */
    public static final StreamId LOG = new StreamId("log", "audit");

    /** Where the log stands in the inventory tree. */
    public static final String PATH = "/audit";

    private final EventStore store;
    private final LogLength length;

    public Sealing(EventStore store, LogLength length) {
        this.store = store;
        this.length = length;
    }

    /** What appends the record of {@code event} to the log as it is now; conflicts when another record comes first. */
    public Uni<StreamWrite> plan(AuditedEvent event) {
        return plan(event, List.of());
    }

    /** The same behind records that the same transaction appends. */
    Uni<StreamWrite> plan(AuditedEvent event, List<StreamWrite> before) {
        long more = before.stream()
                .filter(write -> write.stream().equals(LOG))
                .mapToLong(write -> write.events().size())
                .sum();
        return length.revision(LOG).map(last -> {
            SealedRecord sealed = SealedRecord.seal(last + more, event);
            NewEvent stored = new NewEvent(UUID.randomUUID(), SealedRecord.TYPE, Json.write(sealed));
            return new StreamWrite(LOG, last + more, PATH, List.of(stored));
        });
    }

    /** Seals an event of this service's own. Completes when it is durable; gives way to other records meanwhile. */
    public Uni<Void> seal(AuditedEvent event, Cause cause) {
        return plan(event)
                .chain(write -> store.append(Append.of(write, cause.causedBy(event.id()))))
                .onFailure(AppendConflict.Revision.class)
                .retry()
                .withBackOff(Duration.ofMillis(5), Duration.ofMillis(100))
                .indefinitely()
                .replaceWithVoid();
    }
}
