package io.tidemark.compute.application;

import io.smallrye.mutiny.Uni;
import io.tidemark.compute.image.Image;
import io.tidemark.compute.image.ImageCommand;
import io.tidemark.compute.image.ImageDecider;
import io.tidemark.compute.image.ImageEvent;
import io.tidemark.compute.image.ImageId;
import io.tidemark.eventstore.Aggregates;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The images in the store. */
@ApplicationScoped
public class Images {
    private final EventStore store;

    public Images(EventStore store) {
        this.store = store;
    }

    public Uni<Outcome<Image>> handle(
            ImageId id, String path, ImageCommand command, Cause cause, List<Companion> companions) {
        return new Aggregates<ImageCommand, Image, ImageEvent>(
                        store, "image", new ImageDecider(id), ComputeEvents.IMAGE, state -> path)
                .handle(id.value(), command, cause, companions);
    }

    /** Where an image stands in the inventory tree: with its tenant, or under {@code /images} when everybody may use it. */
    public static String path(String tenantId, ImageId id) {
        return tenantId.isEmpty() ? "/images/" + id : "/tenants/" + tenantId + "/images/" + id;
    }
}
