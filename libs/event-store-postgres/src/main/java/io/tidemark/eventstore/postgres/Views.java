package io.tidemark.eventstore.postgres;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Json;
import io.tidemark.problems.CommonProblem;
import io.tidemark.problems.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads of read models: by id or as pages, now or as of a past time. */
@ApplicationScoped
public class Views {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final Mutiny.SessionFactory sessions;

    public Views(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** A row with its place in the inventory tree. */
    public record Row<T>(String objectPath, T body) {}

    public <T> Uni<Optional<Row<T>>> get(View<T> view, String id, Optional<Instant> asOf) {
        Sql sql = new Sql("select object_path, cast(body as text) from view_row where view = :view and id = :id");
        sql.set("view", view.name()).set("id", id);
        asOf(sql, asOf);
        return sessions.withStatelessSession(session -> sql.rows(session))
                .map(rows -> rows.stream().findFirst().map(row -> row(view, row)));
    }

    public <T> Uni<Page<T>> list(View<T> view, ViewQuery query) {
        if (query.under().isEmpty()) {
            return Uni.createFrom().item(new Page<>(List.of(), Optional.empty()));
        }
        Sql sql = new Sql("select object_path, cast(body as text), id from view_row where view = :view");
        sql.set("view", view.name());
        asOf(sql, query.asOf());
        restrict(sql, query);
        sql.add(" order by id limit " + (query.limit() + 1));
        return sessions.withStatelessSession(session -> sql.rows(session)).map(rows -> page(view, rows, query.limit()));
    }

    private static <T> Page<T> page(View<T> view, List<Object[]> rows, int limit) {
        List<T> items =
                rows.stream().limit(limit).map(row -> row(view, row).body()).toList();
        Optional<String> next = rows.size() > limit ? Optional.of((String) rows.get(limit - 1)[2]) : Optional.empty();
        return new Page<>(items, next);
    }

    private static <T> Row<T> row(View<T> view, Object[] row) {
        return new Row<>((String) row[0], Json.read((String) row[1], view.type()));
    }

    private static void asOf(Sql sql, Optional<Instant> asOf) {
        if (asOf.isEmpty()) {
            sql.add(" and to_position is null");
            return;
        }
        String then =
                "(select coalesce(max(position), 0) from event where recorded_at <= :asOf and position is not null)";
        sql.add(" and from_position <= " + then + " and (to_position is null or to_position > " + then + ")");
        sql.set("asOf", asOf.get());
    }

    private static void restrict(Sql sql, ViewQuery query) {
        List<String> any = new ArrayList<>();
        for (String path : query.under()) {
            any.add(within(sql, path));
        }
        sql.add(" and (" + String.join(" or ", any) + ")");
        for (String path : query.except()) {
            sql.add(" and not " + within(sql, path));
        }
        query.equal().forEach((field, value) -> sql.add(" and body ->> " + sql.bind(field) + " = " + sql.bind(value)));
        query.after().ifPresent(cursor -> sql.add(" and id > " + sql.bind(cursor)));
    }

    private static String within(Sql sql, String path) {
        return path.equals("/")
                ? "true"
                : "(object_path = " + sql.bind(path) + " or starts_with(object_path, " + sql.bind(path + "/") + "))";
    }

    /** Waits until the view has seen the position; fails with {@code READ_MODEL_BEHIND} after five seconds. */
    public Uni<Void> await(View<?> view, long position) {
        return await("view:" + view.name(), position, Instant.now().plus(LONGEST_WAIT));
    }

    private Uni<Void> await(String follower, long position, Instant deadline) {
        return checkpoint(follower).flatMap(reached -> {
            if (reached >= position) {
                return Uni.createFrom().voidItem();
            }
            if (Instant.now().isAfter(deadline)) {
                return Uni.createFrom()
                        .failure(new Rejection(
                                        CommonProblem.READ_MODEL_BEHIND,
                                        "position " + position + " was asked for, " + reached + " is reached")
                                .asException());
            }
            return Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(LOOK_AGAIN)
                    .flatMap(again -> await(follower, position, deadline));
        });
    }

    private Uni<Long> checkpoint(String follower) {
        return sessions.withStatelessSession(session -> session.createNativeQuery(
                        "select coalesce(max(position), 0) from checkpoint where follower = :follower", Long.class)
                .setParameter("follower", follower)
                .getSingleResult());
    }

    /** The position that the event got, waiting for its numbering; empty when that takes longer than a second. */
    public Uni<Optional<Long>> positionOf(java.util.UUID eventId) {
        return positionOf(eventId, Instant.now().plusSeconds(1));
    }

    private Uni<Optional<Long>> positionOf(java.util.UUID eventId, Instant deadline) {
        return sessions.withStatelessSession(session -> session.createNativeQuery(
                                "select coalesce(position, 0) from event where event_id = :id", Long.class)
                        .setParameter("id", eventId)
                        .getSingleResult())
                .flatMap(position -> {
                    if (position > 0) {
                        return Uni.createFrom().item(Optional.of(position));
                    }
                    return Instant.now().isAfter(deadline)
                            ? Uni.createFrom().item(Optional.empty())
                            : Uni.createFrom()
                                    .voidItem()
                                    .onItem()
                                    .delayIt()
                                    .by(Duration.ofMillis(2))
                                    .flatMap(again -> positionOf(eventId, deadline));
                });
    }

    /** SQL that grows with its parameters; values are always bound, never spliced. */
    private static final class Sql {
        private final StringBuilder text;
        private final Map<String, Object> parameters = new LinkedHashMap<>();

        Sql(String start) {
            text = new StringBuilder(start);
        }

        Sql add(String more) {
            text.append(more);
            return this;
        }

        Sql set(String name, Object value) {
            parameters.put(name, value);
            return this;
        }

        String bind(String value) {
            String name = "p" + parameters.size();
            parameters.put(name, value);
            return "cast(:" + name + " as text)";
        }

        Uni<List<Object[]>> rows(Mutiny.StatelessSession session) {
            Mutiny.SelectionQuery<Object[]> query = session.createNativeQuery(text.toString(), Object[].class);
            parameters.forEach(query::setParameter);
            return query.getResultList();
        }
    }
}
