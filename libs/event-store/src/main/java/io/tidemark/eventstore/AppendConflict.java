package io.tidemark.eventstore;

import java.util.List;
import java.util.UUID;

/** Why an append changed nothing though nothing is broken. Without stack traces: these are answers. */
public abstract sealed class AppendConflict extends RuntimeException {
    private static final long serialVersionUID = 1;

    private AppendConflict(String message) {
        super(message, null, false, false);
    }

    /** The stream is at another revision than the writer knew: fold it again and decide anew. */
    public static final class Revision extends AppendConflict {
        private static final long serialVersionUID = 1;
        private final long actual;

        public Revision(StreamId stream, long expected, long actual) {
            super(stream + " is at revision " + actual + ", not " + expected);
            this.actual = actual;
        }

        /** The revision that the stream is at; never the one expected. */
        public long actual() {
            return actual;
        }
    }

    /** The value belongs to another owner. */
    public static final class AlreadyClaimed extends AppendConflict {
        private static final long serialVersionUID = 1;
        private final String scope;
        private final String value;

        public AlreadyClaimed(String scope, String value) {
            super("'" + value + "' is already taken in " + scope);
            this.scope = scope;
            this.value = value;
        }

        public String scope() {
            return scope;
        }

        public String value() {
            return value;
        }
    }

    /** The idempotency key has a record already: read it and answer from it. */
    public static final class KeyUsed extends AppendConflict {
        private static final long serialVersionUID = 1;

        public KeyUsed(String principal, String key) {
            super("idempotency key '" + key + "' of " + principal + " has a record");
        }
    }

    /** The consumer has handled this revision before. */
    public static final class Repeat extends AppendConflict {
        private static final long serialVersionUID = 1;

        public Repeat(Companion.InboxMark mark, long last) {
            super(mark + " repeats: handled up to " + last);
        }
    }

    /** The consumer has not handled the revision before this one. */
    public static final class Gap extends AppendConflict {
        private static final long serialVersionUID = 1;

        public Gap(Companion.InboxMark mark, long last) {
            super(mark + " leaves a gap: handled up to " + last);
        }
    }

    /** The event id stands in the store already under another revision: an alarm, never a repeat. */
    public static final class EventIdUsed extends AppendConflict {
        private static final long serialVersionUID = 1;
        private final UUID id;

        public EventIdUsed(UUID id) {
            super("event id " + id + " is already in the store");
            this.id = id;
        }

        public UUID id() {
            return id;
        }
    }

    /** Nothing stood in the way of the append, and it was only to be tried. */
    public static final class DryRun extends AppendConflict {
        private static final long serialVersionUID = 1;
        private final transient List<StreamWrite> writes;

        public DryRun(List<StreamWrite> writes) {
            super("would be appended: "
                    + writes.stream().map(StreamWrite::stream).toList());
            this.writes = List.copyOf(writes);
        }

        /** What would be appended; one without events is a stream that was decided on and would stay as it is. */
        public List<StreamWrite> writes() {
            return writes;
        }
    }
}
