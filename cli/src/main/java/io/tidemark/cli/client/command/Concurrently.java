package io.tidemark.cli.client.command;

import io.tidemark.cli.client.outcome.CommandFailure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Work beside the command's own thread, on threads that do not keep the process alive. */
public final class Concurrently {
    private Concurrently() {}

    public static CompletableFuture<Void> run(Runnable work) {
        return CompletableFuture.runAsync(work, task -> Thread.ofVirtual().start(task));
    }

    /** Waits until the first of these has ended, and fails as it failed. */
    public static void untilFirst(CompletableFuture<?>... works) {
        try {
            CompletableFuture.anyOf(works).join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof CommandFailure failure) {
                throw failure;
            }
            throw failed;
        }
    }
}
