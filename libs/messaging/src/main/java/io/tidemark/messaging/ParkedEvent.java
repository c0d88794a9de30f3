package io.tidemark.messaging;

import io.tidemark.eventstore.Json;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** An event that waits, as it came, with the reason. */
@Entity
@Table(name = "parked")
@IdClass(ParkedEvent.Key.class)
public class ParkedEvent {
    @Id
    public String producer = "";

    @Id
    public String aggregate = "";

    @Id
    public long revision;

    public String type = "";

    /** The whole {@link IncomingEvent} as JSON. */
    public String envelope = "";

    public String reason = "";

    @Column(name = "parked_at")
    public Instant parkedAt = Instant.EPOCH;

    /** Which event of which key. */
    public record Key(String producer, String aggregate, long revision) implements Serializable {}

    static ParkedEvent of(IncomingEvent event, String reason) {
        ParkedEvent row = new ParkedEvent();
        row.producer = event.producer();
        row.aggregate = event.aggregate();
        row.revision = event.revision();
        row.type = event.type();
        row.envelope = Json.write(event);
        row.reason = reason;
        row.parkedAt = Instant.now();
        return row;
    }
}
