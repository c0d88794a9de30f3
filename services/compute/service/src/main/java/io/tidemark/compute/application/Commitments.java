package io.tidemark.compute.application;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;

/** What virtual machines hold on to. */
public interface Commitments {
    /**
     * Bytes of memory by node id, of guests that run or are about to.
     *
     * @param asOf the position to look at; empty for now
     */
    Uni<Map<String, Long>> byNode(Optional<Long> asOf);

    /** How many virtual machines that exist now have their disk on the image. */
    Uni<Long> usersOfImage(String imageId);
}
