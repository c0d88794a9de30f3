package io.tidemark.cli.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Waits for what the platform or a guest shows sooner or later. */
final class Poll {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private Poll() {}

    /** One look; empty when it is not there yet. */
    @FunctionalInterface
    interface Look<T> {
        Optional<T> now() throws IOException, InterruptedException;
    }

    /**
     * Looks each second until there is something.
     *
     * @param what names it in the failure: "there was no ... within 60 s"
     * @throws IOException when it does not come in time
     */
    static <T> T until(String what, Duration atMost, Look<T> look) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            Optional<T> found = look.now();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("there was no " + what + " within " + atMost.toSeconds() + " s");
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }
}
