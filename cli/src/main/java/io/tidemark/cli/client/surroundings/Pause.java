package io.tidemark.cli.client.surroundings;

import io.tidemark.cli.client.outcome.CommandFailure;
import java.time.Duration;

/** Lets time go by between two tries. */
@FunctionalInterface
public interface Pause {
    void sleep(Duration duration) throws InterruptedException;

    /**
     * Pauses, or ends the command when it is told to stop meanwhile.
     *
     * @throws CommandFailure when the thread is interrupted; its interrupt flag is set again
     */
    default void pause(Duration duration) {
        try {
            sleep(duration);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted");
        }
    }
}
