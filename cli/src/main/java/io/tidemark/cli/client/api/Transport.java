package io.tidemark.cli.client.api;

import java.io.IOException;

/** Carries one request to its answer, whatever the answer's status is. */
@FunctionalInterface
public interface Transport {
    /** @throws IOException when no complete answer came; the request may or may not have had its effect */
    Answer exchange(ApiRequest request) throws IOException, InterruptedException;
}
