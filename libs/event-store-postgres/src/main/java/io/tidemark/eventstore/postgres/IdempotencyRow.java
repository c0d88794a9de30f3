package io.tidemark.eventstore.postgres;

import io.tidemark.eventstore.Companion;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;

/** The answer given under an idempotency key. */
@Entity
@Table(name = "idempotency")
@IdClass(IdempotencyRow.Key.class)
public class IdempotencyRow {
    @Id
    public String principal = "";

    @Id
    public String key = "";

    @Column(name = "body_hash")
    public String bodyHash = "";

    public int status;
    public String location = "";
    public String response = "";
    public UUID correlation = new UUID(0, 0);

    /** Whose key it is, and which. */
    public record Key(String principal, String key) implements Serializable {}

    Companion.IdempotencyRecord toRecord() {
        return new Companion.IdempotencyRecord(principal, key, bodyHash, status, location, response, correlation);
    }
}
