package io.tidemark.eventstore.postgres;

import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.AppendConflict;
import io.tidemark.eventstore.Companion;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Tells a lost race apart from what is really broken, by the name of the index that refused. */
final class AppendFailures {
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

    static Throwable translate(Throwable failure, Append append) {
        String constraint = violated(failure);
        if (constraint == null) {
            return failure;
        }
        return switch (constraint) {
            case "event_stream_revision_key" -> new LostRace();
            case "event_event_id_key" -> new IdTaken();
            case "idempotency_pkey" -> keyUsed(append);
            default -> failure;
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

    private static @Nullable String violated(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConstraintViolationException violation && violation.getConstraintName() != null) {
                return violation.getConstraintName();
            }
        }
        return null;
    }
}
