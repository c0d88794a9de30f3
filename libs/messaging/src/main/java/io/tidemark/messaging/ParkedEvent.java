package io.tidemark.messaging;

import io.tidemark.eventstore.Json;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    @Column(name = "event_id")
    public UUID eventId = new UUID(0, 0);

    /** The whole {@link IncomingEvent} as JSON. */
    public String envelope = "";

    public String reason = "";

    /** When it was parked first. */
    @Column(name = "parked_at")
    public Instant parkedAt = Instant.EPOCH;

    /** How often it was parked again since. */
    public int attempts;

    /** When it is tried again by itself, once it is next in its key; null when only an operator's word does. */
    @Column(name = "retry_at")
    public @Nullable Instant retryAt;

    /** Whether its revision was handled as another event: it is never handled, and blocks its key. */
    public boolean rival;

    /** Which event of which key. */
    public record Key(String producer, String aggregate, long revision) implements Serializable {}

    public IncomingEvent event() {
        return Json.read(envelope, IncomingEvent.class);
    }
}
