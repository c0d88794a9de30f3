package io.tidemark.eventstore;

import java.time.Duration;

/**
 * How long a writer who lost a race waits before it decides anew: a random part of a span that doubles with every
 * loss. Writers who lost together would otherwise meet again, and all but one lose again (AWS Architecture Blog,
 * "Exponential Backoff And Jitter", there called full jitter). Pure.
 */
final class Backoff {
    /** About what a decision and its append take, so that the first pause lets one other writer through. */
    private static final long FIRST_SPAN_MILLIS = 4;

    /** A pause that people would feel helps nobody; by then 64 writers have got through. */
    private static final long LONGEST_SPAN_MILLIS = 250;

    private Backoff() {}

    /**
     * @param losses how many races were lost, from 1
     * @param chance from 0 to below 1
     * @return 1 to 250 ms
     */
    static Duration pause(int losses, double chance) {
        long span = Math.min(LONGEST_SPAN_MILLIS, FIRST_SPAN_MILLIS << Math.min(losses - 1, 10));
        return Duration.ofMillis(1 + (long) (chance * (span - 1)));
    }
}
