package io.tidemark.eventstore.postgres;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.InTurn;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.StoredEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.hibernate.reactive.mutiny.Mutiny;

/** Begins the rebuilds that operators asked for. */
@ApplicationScoped
public class RebuildRequests implements Follower {
    /** How the type of the service's event ends. */
    public static final String TYPE = "view.rebuild-requested.v1";

    /** The payload of the event. */
    public record RebuildRequested(String view) {}

    @Override
    public String name() {
        return "view-rebuild-requests";
    }

    @Override
    public Optional<Predicate<StoredEvent>> onlyFor() {
        return Optional.of(RebuildRequests::isRequest);
    }

    private static boolean isRequest(StoredEvent event) {
        return event.type().endsWith("." + TYPE);
    }

    @Override
    public Uni<Void> follow(Mutiny.StatelessSession session, List<StoredEvent> batch) {
        List<StoredEvent> requests =
                batch.stream().filter(RebuildRequests::isRequest).toList();
        return InTurn.each(requests, event -> {
            String view = Json.read(event.json(), RebuildRequested.class).view();
            return ViewEditions.begin(session, view);
        });
    }
}
