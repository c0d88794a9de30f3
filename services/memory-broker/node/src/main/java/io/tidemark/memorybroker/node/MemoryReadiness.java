package io.tidemark.memorybroker.node;

import java.util.concurrent.CompletableFuture;

/** Tells a starting guest whether its memory is granted. Thread-safe; never waits for work in progress. */
public interface MemoryReadiness {
    /** The state of one guest's grant as asked for. */
    sealed interface Answer {
        /** Granted under exactly the asked epoch. */
        record Held() implements Answer {}

        /** Not granted, or under another epoch only; with the reason. */
        record Waiting(String reason) implements Answer {}
    }

    /** Whether memory is granted to the guest under this epoch. */
    Answer readiness(VmId vm, long epoch);

    /** Completes as soon as memory is granted under this epoch; at once when it is. Who no longer waits cancels it. */
    CompletableFuture<Void> whenHeld(VmId vm, long epoch);
}
