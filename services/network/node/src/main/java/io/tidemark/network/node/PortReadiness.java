package io.tidemark.network.node;

import java.util.concurrent.CompletableFuture;

/** Tells a starting guest whether its ports are held. Thread-safe; never waits for work in progress. */
public interface PortReadiness {
    /** The state of one port as asked for. */
    sealed interface Answer {
        /** Held at the asked generation or a later one; a guest may be attached to the tap. */
        record Held(String tap, long generation) implements Answer {}

        /** Not held, or only at an older generation; with the reason as far as known. */
        record Waiting(String reason) implements Answer {}
    }

    /** Whether the port is held at this generation or a later one. */
    Answer readiness(PortId port, long generation);

    /**
     * Completes with the tap's name as soon as the port is held at this generation or a later one; at once when it is. Who
     * no longer waits cancels it, or lets it time out.
     */
    CompletableFuture<String> whenHeld(PortId port, long generation);
}
