package io.tidemark.faults.replica;

import io.tidemark.eventstore.AppendConflict;

/** What a writer was told about an attempt. */
public enum Answer {
    /** Durable. */
    ACKNOWLEDGED,
    /** Rolled back, and nothing of it may ever show. */
    REFUSED,
    /** An earlier attempt under this key is durable, so this one is not. */
    KEY_USED,
    /** The database went away in between: durable or not. */
    UNKNOWN;

    static Answer of(Throwable failure) {
        return switch (failure) {
            case AppendConflict.KeyUsed used -> KEY_USED;
            case AppendConflict refused -> REFUSED;
            default -> UNKNOWN;
        };
    }
}
