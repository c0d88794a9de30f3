package io.tidemark.cli.client.command;

import io.tidemark.cli.client.api.Lost;
import io.tidemark.cli.client.outcome.CommandFailure;
import io.tidemark.cli.client.surroundings.Surroundings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/**
 * How long to try to open a stream again after it was lost. Parts of the platform come back within a minute, so a
 * stream that brings anything in that time goes on as if nothing had happened. For one thread.
 */
public final class Reconnection {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** What Server-Sent Events leave to the client; short, because the platform is near. */
    private static final Duration DEFAULT_DELAY = Duration.ofSeconds(1);

    private final Surroundings surroundings;
    private final URI server;
    private Duration delay = DEFAULT_DELAY;
    /** Long ago until something has come: who never had a connection learns it at once. */
    private Instant lastSeen = Instant.EPOCH;

    public Reconnection(Surroundings surroundings, URI server) {
        this.surroundings = surroundings;
        this.server = server;
    }

    /** Something came. */
    public void seen() {
        lastSeen = surroundings.clock().instant();
    }

    /** The server asks for another pause before the next try. */
    public void delayBy(Duration asked) {
        delay = asked;
    }

    /**
     * Pauses before the next try.
     *
     * @throws CommandFailure when nothing came for too long
     */
    public void lost(IOException why) {
        if (Duration.between(lastSeen, surroundings.clock().instant()).compareTo(PATIENCE) >= 0) {
            throw Lost.contact(server, why);
        }
        surroundings.pause().pause(delay);
    }
}
