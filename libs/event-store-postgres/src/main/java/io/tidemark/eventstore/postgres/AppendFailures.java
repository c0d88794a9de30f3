package io.tidemark.eventstore.postgres;

import io.tidemark.eventstore.AppendConflict;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Tells a lost race apart from what is really broken, by the name of the index that refused. */
final class AppendFailures {
    private AppendFailures() {}

    /** Somebody else appended to the stream first; which revision it is at now must be asked outside the transaction. */
    static final class LostRace extends RuntimeException {
        private static final long serialVersionUID = 1;

        LostRace() {
            super("another writer was faster", null, false, false);
        }
    }

    static Throwable translate(Throwable failure) {
        String constraint = violated(failure);
        if (constraint == null) {
            return failure;
        }
        return switch (constraint) {
            case "event_stream_revision_key" -> new LostRace();
            case "event_event_id_key" -> new AppendConflict.EventIdUsed(new UUID(0, 0));
            case "idempotency_pkey" -> new AppendConflict.KeyUsed("this principal", "this key");
            default -> failure;
        };
    }

    private static @Nullable String violated(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof io.vertx.pgclient.PgException refused && "23505".equals(refused.getSqlState())) {
                return refused.getConstraint();
            }
            if (cause instanceof ConstraintViolationException violation && violation.getConstraintName() != null) {
                return violation.getConstraintName();
            }
        }
        return null;
    }
}
