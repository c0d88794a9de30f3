package io.tidemark.compute.store;

import io.tidemark.compute.application.ComputeEvents;
import io.tidemark.compute.application.ImageRow;
import io.tidemark.compute.image.ImageEvent;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.postgres.Follower;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.ViewFollower;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The read model of images. */
@ApplicationScoped
public class ImageView implements View<ImageRow> {
    @Produces
    @ApplicationScoped
    Follower imageFollower() {
        return new ViewFollower<>(this);
    }

    @Override
    public String name() {
        return "image";
    }

    @Override
    public Class<ImageRow> type() {
        return ImageRow.class;
    }

    @Override
    public Optional<String> key(StoredEvent event) {
        return ComputeEvents.IMAGE.knows(event.type())
                ? Optional.of(event.stream().id())
                : Optional.empty();
    }

    @Override
    public @Nullable ImageRow evolve(@Nullable ImageRow row, StoredEvent stored) {
        return switch (ComputeEvents.IMAGE.decode(stored.type(), stored.json())) {
            case ImageEvent.ImageImported e ->
                new ImageRow(
                        e.imageId().value(),
                        e.name(),
                        e.tenantId(),
                        e.format(),
                        e.file(),
                        e.sizeBytes().bytes(),
                        e.virtualSizeBytes().bytes(),
                        e.sha256(),
                        stored.recordedAt());
            case ImageEvent.ImageDeleted _ -> null;
        };
    }
}
