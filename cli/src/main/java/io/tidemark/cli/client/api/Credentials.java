package io.tidemark.cli.client.api;

import java.util.Optional;

/** Who asks. */
public interface Credentials {
    /** The bearer token to send; empty sends none, and the platform refuses what needs one. */
    Optional<String> bearer();

    /**
     * Gets another token after the platform did not accept this one.
     *
     * @return false when there is no other
     */
    boolean renew();
}
