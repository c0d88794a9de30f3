package io.tidemark.compute.application;

import io.smallrye.mutiny.Uni;
import java.util.Map;

/** What the virtual machines that exist now hold on to. */
public interface Commitments {
    /** Bytes of memory by node id, of guests that run or are about to. */
    Uni<Map<String, Long>> byNode();

    /** How many virtual machines have their disk on the image. */
    Uni<Long> usersOfImage(String imageId);
}
