package io.tidemark.eventstore.postgres;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.StoredEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Writes one generation of a view's rows: closes the row that held and opens the next. A batch costs three statements,
 * however many rows it changes.
 */
final class ViewRows<T> {
    private static final String CURRENT = "select id, cast(body as text) from view_row where view = :view"
            + " and generation = :generation and to_position is null"
            + " and id in (select jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)))";

    private static final String CLOSE = "update view_row set to_position = c.position"
            + " from jsonb_to_recordset(cast(cast(:closed as text) as jsonb)) as c(id text, position bigint)"
            + " where view = :view and generation = :generation and view_row.id = c.id and to_position is null";

    private static final String OPEN =
            "insert into view_row (view, generation, id, from_position, to_position, object_path, body)"
                    + " select :view, :generation, r.id, r.\"from\", r.until, r.path, r.body"
                    + " from jsonb_to_recordset(cast(cast(:opened as text) as jsonb))"
                    + " as r(id text, \"from\" bigint, until bigint, path text, body jsonb)";

    private final View<T> view;
    private final long generation;

    ViewRows(View<T> view, long generation) {
        this.view = view;
        this.generation = generation;
    }

    private record Closed(String id, long position) {}

    private record Opened(
            String id,
            long from,
            Optional<Long> until,
            String path,
            @JsonRawValue String body) {
        Opened until(long position) {
            return new Opened(id, from, Optional.of(position), path, body);
        }
    }

    /** What a batch changes. A row that it both opens and closes is written once, closed. */
    private static final class Changes {
        private final List<Closed> closed = new ArrayList<>();
        private final List<Opened> opened = new ArrayList<>();
        private final Map<String, Integer> openedNow = new HashMap<>();

        void close(String id, long position) {
            Integer index = openedNow.remove(id);
            if (index == null) {
                closed.add(new Closed(id, position));
            } else {
                opened.set(index, opened.get(index).until(position));
            }
        }

        void open(Opened row) {
            openedNow.put(row.id(), opened.size());
            opened.add(row);
        }
    }

    /** Applies the events, which are in position order and follow all that was applied before. */
    Uni<Void> apply(Mutiny.StatelessSession session, List<StoredEvent> batch) {
        Map<String, List<StoredEvent>> byKey = byKey(batch);
        if (byKey.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return current(session, byKey.keySet()).chain(current -> {
            Changes changes = new Changes();
            byKey.forEach((id, events) -> evolve(id, current.get(id), events, changes));
            return write(session, CLOSE, "closed", changes.closed)
                    .chain(() -> write(session, OPEN, "opened", changes.opened));
        });
    }

    private Map<String, List<StoredEvent>> byKey(List<StoredEvent> batch) {
        Map<String, List<StoredEvent>> byKey = new LinkedHashMap<>();
        for (StoredEvent event : batch) {
            view.key(event)
                    .ifPresent(key ->
                            byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(event));
        }
        return byKey;
    }

    private void evolve(String id, @Nullable T current, List<StoredEvent> events, Changes changes) {
        @Nullable T row = current;
        for (StoredEvent event : events) {
            @Nullable T next = view.evolve(row, event);
            if (!Objects.equals(next, row)) {
                if (row != null) {
                    changes.close(id, event.position());
                }
                if (next != null) {
                    changes.open(new Opened(
                            id, event.position(), Optional.empty(), view.objectPath(next, event), Json.write(next)));
                }
            }
            row = next;
        }
    }

    private Uni<Map<String, T>> current(Mutiny.StatelessSession session, Collection<String> ids) {
        return session.createNativeQuery(CURRENT, Object[].class)
                .setParameter("view", view.name())
                .setParameter("generation", generation)
                .setParameter("ids", Json.write(ids))
                .getResultList()
                .map(rows -> {
                    Map<String, T> bodies = new HashMap<>();
                    rows.forEach(row -> bodies.put((String) row[0], Json.read((String) row[1], view.type())));
                    return bodies;
                });
    }

    private Uni<Void> write(Mutiny.StatelessSession session, String sql, String parameter, List<?> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.createNativeQuery(sql)
                .setParameter("view", view.name())
                .setParameter("generation", generation)
                .setParameter(parameter, Json.write(rows))
                .executeUpdate()
                .replaceWithVoid();
    }
}
