package io.tidemark.messaging;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.StoredEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** One directive for each event that names a node. */
@ApplicationScoped
class Directing implements DirectiveSource {
    static final String DIRECTED = "tidemark.thing.thing.directed.v1";

    record Directed(String node, String key, int desired) {}

    @Override
    public Uni<List<Directive>> of(StoredEvent event) {
        if (!event.type().equals(DIRECTED)) {
            return Uni.createFrom().item(List.of());
        }
        Directed directed = Json.read(event.json(), Directed.class);
        return Uni.createFrom()
                .item(List.of(new Directive(
                        directed.node(),
                        directed.key(),
                        "tidemark.thing.thing.directive.v1",
                        Integer.toString(directed.desired()))));
    }
}
