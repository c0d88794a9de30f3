package io.tidemark.memorybroker.node;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A guest's memory could not be asked for or changed now; asking again later may succeed. */
public final class GuestMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Action action;

    public GuestMemoryException(String message, @Nullable Action action, @Nullable Throwable cause) {
        super(message, cause);
        this.action = action;
    }

    /** The failed call for the causal trace, if it came to one. */
    public Optional<Action> action() {
        return Optional.ofNullable(action);
    }
}
