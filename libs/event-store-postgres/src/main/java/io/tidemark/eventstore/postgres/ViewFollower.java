package io.tidemark.eventstore.postgres;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.StoredEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Keeps one {@link View} in step with the log: closes the row that held and opens the next, in the checkpoint's transaction. */
public final class ViewFollower<T> implements Follower {
    private final View<T> view;

    public ViewFollower(View<T> view) {
        this.view = view;
    }

    @Override
    public String name() {
        return "view:" + view.name();
    }

    @Override
    public Uni<Void> follow(Mutiny.StatelessSession session, List<StoredEvent> batch) {
        Uni<Void> chain = Uni.createFrom().voidItem();
        for (Map.Entry<String, List<StoredEvent>> row : byKey(batch).entrySet()) {
            chain = chain.call(() -> evolve(session, row.getKey(), row.getValue()))
                    .replaceWithVoid();
        }
        return chain;
    }

    private Map<String, List<StoredEvent>> byKey(List<StoredEvent> batch) {
        Map<String, List<StoredEvent>> byKey = new LinkedHashMap<>();
        for (StoredEvent event : batch) {
            view.key(event)
                    .ifPresent(key -> byKey.computeIfAbsent(key, k -> new java.util.ArrayList<>())
                            .add(event));
        }
        return byKey;
    }

    private Uni<Void> evolve(Mutiny.StatelessSession session, String id, List<StoredEvent> events) {
        return current(session, id).flatMap(found -> {
            @Nullable T row = found.orElse(null);
            Uni<Void> chain = Uni.createFrom().voidItem();
            for (StoredEvent event : events) {
                @Nullable T next = view.evolve(row, event);
                if (!java.util.Objects.equals(next, row)) {
                    boolean had = row != null;
                    chain = chain.call(() -> had
                                    ? close(session, id, event.position())
                                    : Uni.createFrom().voidItem())
                            .call(() -> next == null ? Uni.createFrom().voidItem() : open(session, id, event, next))
                            .replaceWithVoid();
                }
                row = next;
            }
            return chain;
        });
    }

    private Uni<Optional<T>> current(Mutiny.StatelessSession session, String id) {
        return session.createNativeQuery(
                        "select cast(body as text) from view_row where view = :view and id = :id and to_position is null",
                        String.class)
                .setParameter("view", view.name())
                .setParameter("id", id)
                .getResultList()
                .map(rows -> rows.stream().findFirst().map(body -> Json.read(body, view.type())));
    }

    private Uni<Void> close(Mutiny.StatelessSession session, String id, long position) {
        return session.createNativeQuery("update view_row set to_position = :position"
                        + " where view = :view and id = :id and to_position is null")
                .setParameter("position", position)
                .setParameter("view", view.name())
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    private Uni<Void> open(Mutiny.StatelessSession session, String id, StoredEvent event, T row) {
        return session.createNativeQuery("insert into view_row (view, id, from_position, object_path, body)"
                        + " values (:view, :id, :position, :path, cast(cast(:body as text) as jsonb))")
                .setParameter("view", view.name())
                .setParameter("id", id)
                .setParameter("position", event.position())
                .setParameter("path", view.objectPath(row, event))
                .setParameter("body", Json.write(row))
                .executeUpdate()
                .replaceWithVoid();
    }
}
