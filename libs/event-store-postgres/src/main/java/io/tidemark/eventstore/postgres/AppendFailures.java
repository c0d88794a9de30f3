package io.tidemark.eventstore.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.AppendConflict;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.StreamId;
import io.vertx.pgclient.PgException;

/** What {@code append_events} refused, told apart from what is really broken: by SQL state, or by the index that refused. */
final class AppendFailures {
    private static final String UNIQUE_VIOLATION = "23505";

    private AppendFailures() {}

    /** Somebody else took the revision at the same time; what the stream is at now must be asked outside the transaction. */
    static final class LostRace extends RuntimeException {
        private static final long serialVersionUID = 1;

        LostRace() {
            super("another writer was faster", null, false, false);
        }
    }

    /** One of the event ids is in the store already; which one must be asked outside the transaction. */
    static final class IdTaken extends RuntimeException {
        private static final long serialVersionUID = 1;

        IdTaken() {
            super("an event id is already in the store", null, false, false);
        }
    }

    static Throwable translate(PgException refused, Append append) {
        return switch (refused.getSqlState()) {
            case "TM001" -> moved(Json.tree(refused.getDetail()));
            case "TM002" -> outOfTurn(Json.tree(refused.getDetail()));
            case "TM003" -> taken(Json.tree(refused.getDetail()));
            case "TM004" -> new AppendConflict.DryRun(append.writes());
            case UNIQUE_VIOLATION -> notUnique(refused, append);
            default -> refused;
        };
    }

    private static AppendConflict moved(JsonNode found) {
        return new AppendConflict.Revision(
                StreamId.parse(found.get("stream").asText()),
                found.get("expected").asLong(),
                found.get("actual").asLong());
    }

    private static AppendConflict outOfTurn(JsonNode found) {
        Companion.InboxMark mark = Json.read(found.get("mark").toString(), Companion.InboxMark.class);
        long last = found.get("actual").asLong();
        return mark.revision() <= last ? new AppendConflict.Repeat(mark, last) : new AppendConflict.Gap(mark, last);
    }

    private static AppendConflict taken(JsonNode claim) {
        return new AppendConflict.AlreadyClaimed(
                claim.get("scope").asText(), claim.get("value").asText());
    }

    private static Throwable notUnique(PgException refused, Append append) {
        return switch (refused.getConstraint()) {
            case "event_stream_revision_key" -> new LostRace();
            case "event_event_id_key" -> new IdTaken();
            case "idempotency_pkey" -> keyUsed(append);
            default -> refused;
        };
    }

    private static AppendConflict keyUsed(Append append) {
        for (Companion companion : append.companions()) {
            if (companion instanceof Companion.IdempotencyRecord record) {
                return new AppendConflict.KeyUsed(record.principal(), record.key());
            }
        }
        throw new IllegalStateException("refused for an idempotency key that was not written");
    }
}
