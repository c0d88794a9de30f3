package io.tidemark.eventstore.postgres;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** How one row of a view came to be what it is. */
@ApplicationScoped
public class RowChanges {
    private static final String EVENTS = "select position, event_id, type, recorded_at, actor, correlation from event"
            + " where position in (select cast(p as bigint) from"
            + " jsonb_array_elements_text(cast(cast(:positions as text) as jsonb)) p) order by position";

    private final Mutiny.SessionFactory sessions;

    public RowChanges(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** The event that changed a row. */
    public record Event(long position, UUID id, String type, Instant time, String actor, UUID correlationId) {}

    /**
     * A change of the row.
     *
     * @param after the row that it left; empty when it left none
     */
    public record Step<T>(Event event, Optional<Views.Row<T>> after) {}

    private record Version<T>(Views.Row<T> row, long from, long until) {}

    /** The first changes after {@code from} and up to {@code to}, in position order; at most {@code most}. */
    public <T> Uni<List<Step<T>>> steps(View<T> view, String id, long from, long to, int most) {
        // A row more than steps: the first may have begun before.
        Sql sql = ViewSql.versions(view.name(), id, from, to, most + 1);
        return sessions.withStatelessSession(session -> sql.rows(session)
                .map(rows -> rows.stream().map(row -> version(view, row)).toList())
                .chain(versions ->
                        events(session, positions(versions, from, to, most)).map(events -> steps(events, versions))));
    }

    private static <T> Version<T> version(View<T> view, Object[] row) {
        return new Version<>(Views.row(view, row), ((Number) row[2]).longValue(), ((Number) row[3]).longValue());
    }

    private static <T> List<Long> positions(List<Version<T>> versions, long from, long to, int most) {
        return versions.stream()
                .flatMap(version -> Stream.of(version.from(), version.until()))
                .filter(position -> position > from && position <= to)
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .limit(most)
                .toList();
    }

    private static <T> List<Step<T>> steps(List<Event> events, List<Version<T>> versions) {
        var opened = versions.stream()
                .collect(Collectors.toMap(Version::from, Function.identity(), (a, b) -> b, TreeMap::new));
        return events.stream()
                .map(event -> new Step<>(
                        event, Optional.ofNullable(opened.get(event.position())).map(Version::row)))
                .toList();
    }

    private static Uni<List<Event>> events(Mutiny.StatelessSession session, List<Long> positions) {
        return session.createNativeQuery(EVENTS, Object[].class)
                .setParameter("positions", Json.write(positions))
                .getResultList()
                .map(rows -> rows.stream().map(RowChanges::event).toList());
    }

    private static Event event(Object[] row) {
        return new Event(
                ((Number) row[0]).longValue(),
                (UUID) row[1],
                (String) row[2],
                EventRows.instant(row[3]),
                (String) row[4],
                (UUID) row[5]);
    }
}
