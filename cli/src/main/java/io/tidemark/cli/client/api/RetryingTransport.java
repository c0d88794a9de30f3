package io.tidemark.cli.client.api;

import io.tidemark.cli.client.surroundings.Pause;
import java.io.IOException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;

/**
 * Tries again when a connection is refused or lost and when the gateway has nobody behind it. The request stays the
 * same, its idempotency key with it, so a repeated write has one effect.
 *
 * <p>An answer that did not come in time is not tried again: the caller has waited a minute by then.
 */
public final class RetryingTransport implements Transport {
    /** Together 3.5 s: longer than a service's restart takes to refuse connections, short enough for a person. */
    static final List<Duration> DELAYS =
            List.of(Duration.ofMillis(100), Duration.ofMillis(400), Duration.ofMillis(1000), Duration.ofMillis(2000));
    /** A server may ask for more patience than our own delays, but not for more than this. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Transport next;
    private final Pause pause;

    public RetryingTransport(Transport next, Pause pause) {
        this.next = next;
        this.pause = pause;
    }

    @Override
    public Answer exchange(ApiRequest request) throws IOException, InterruptedException {
        for (Duration delay : DELAYS) {
            try {
                Answer answer = next.exchange(request);
                if (!answer.isPassing()) {
                    return answer;
                }
                answer.close();
                pause.sleep(asked(answer, delay));
            } catch (IOException lost) {
                if (isFinal(lost)) {
                    throw lost;
                }
                pause.sleep(delay);
            }
        }
        return next.exchange(request);
    }

    private static boolean isFinal(IOException problem) {
        boolean timedOut = problem instanceof HttpTimeoutException && !(problem instanceof HttpConnectTimeoutException);
        return timedOut || problem instanceof NoSuchFileException;
    }

    private static Duration asked(Answer answer, Duration atLeast) {
        Duration wanted = Duration.ofSeconds(answer.retryAfterSeconds().orElse(0));
        Duration patient = wanted.compareTo(atLeast) > 0 ? wanted : atLeast;
        return patient.compareTo(LONGEST) < 0 ? patient : LONGEST;
    }
}
