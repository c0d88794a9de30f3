package io.tidemark.eventstore.postgres;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.problems.CommonProblem;
import io.tidemark.problems.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /**
     * The row with this id.
     *
     * @param asOf the position to look at, from {@link Positions}; empty for now
     */
    public <T> Uni<Optional<Row<T>>> get(View<T> view, String id, Optional<Long> asOf) {
        Sql sql = ViewSql.one(view.name(), id, asOf);
        return sessions.withStatelessSession(session -> sql.rows(session))
                .map(rows -> rows.stream().findFirst().map(row -> row(view, row)));
    }

    /** Rows in the order of their place in the inventory tree, then of their id. A cursor keeps the moment of its list. */
    public <T> Uni<Page<T>> list(View<T> view, ViewQuery query) {
        if (query.under().isEmpty()) {
            return Uni.createFrom().item(new Page<>(List.of(), Optional.empty()));
        }
        Optional<PageCursor> after = query.after().map(PageCursor::parse);
        if (after.isPresent() && after.get().asOf().isEmpty() && query.asOf().isPresent()) {
            throw new IllegalArgumentException("the cursor belongs to a list of what holds now");
        }
        Optional<Long> asOf = after.isPresent() ? after.get().asOf() : query.asOf();
        Sql sql = ViewSql.page(view.name(), query, asOf, after);
        return sessions.withStatelessSession(session -> sql.rows(session))
                .map(rows -> page(view, rows, query.limit(), asOf));
    }

    /** Every row now whose top-level fields have these values, however many; for callers inside the service. */
    public <T> Uni<List<T>> all(View<T> view, Map<String, String> equal) {
        return all(view, equal, Optional.empty());
    }

    /** The same at a position; empty for now. */
    public <T> Uni<List<T>> all(View<T> view, Map<String, String> equal, Optional<Long> asOf) {
        return all(view, equal, asOf, Optional.empty(), List.of());
    }

    private <T> Uni<List<T>> all(
            View<T> view, Map<String, String> equal, Optional<Long> asOf, Optional<String> after, List<T> before) {
        ViewQuery next = new ViewQuery(List.of("/"), List.of(), equal, after, ViewQuery.LARGEST_PAGE, asOf);
        return list(view, next).chain(page -> {
            List<T> seen = Stream.concat(before.stream(), page.items().stream()).toList();
            return page.next().isPresent()
                    ? all(view, equal, asOf, page.next(), seen)
                    : Uni.createFrom().item(seen);
        });
    }

    private static <T> Page<T> page(View<T> view, List<Object[]> rows, int limit, Optional<Long> asOf) {
        List<T> items =
                rows.stream().limit(limit).map(row -> row(view, row).body()).toList();
        if (rows.size() <= limit) {
            return new Page<>(items, Optional.empty());
        }
        Object[] last = rows.get(limit - 1);
        return new Page<>(items, Optional.of(new PageCursor(asOf, (String) last[0], (String) last[2]).text()));
    }

    static <T> Row<T> row(View<T> view, Object[] row) {
        try {
            return new Row<>((String) row[0], Json.read((String) row[1], view.type()));
        } catch (UncheckedIOException e) {
            // Written in another shape; start-up has begun a rebuild in this one.
            throw new Rejection(CommonProblem.READ_MODEL_BEHIND, "'" + view.name() + "' is being rebuilt")
                    .asException();
        }
    }

    /** The view as operators see it, with the hash of all its rows; empty when there is none of that name (yet). */
    public Uni<Optional<ViewState>> state(String view) {
        return sessions.withStatelessTransaction(session -> ViewEditions.state(session, view));
    }

    /** Waits until the view has seen the position; fails with {@code READ_MODEL_BEHIND} after five seconds. */
    public Uni<Void> await(View<?> view, long position) {
        return await(ViewFollower.checkpoint(view.name()), position);
    }

    /** The same of any follower, by its name. */
    public Uni<Void> await(String follower, long position) {
        return await(follower, position, Instant.now().plus(LONGEST_WAIT));
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

    /** The last position of what was appended together, waiting for its numbering; empty when that takes over a second. */
    public Uni<Optional<Long>> positionOf(List<StoredEvent> appended) {
        String ids = appended.stream().map(event -> event.id().toString()).collect(Collectors.joining(","));
        return positionOf(ids, Instant.now().plusSeconds(1));
    }

    private Uni<Optional<Long>> positionOf(String ids, Instant deadline) {
        return sessions.withStatelessSession(session -> session.createNativeQuery(
                                "select case when count(position) = count(*) then max(position) else 0 end from event"
                                        + " where event_id = any(cast(string_to_array(:ids, ',') as uuid[]))",
                                Long.class)
                        .setParameter("ids", ids)
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
                                    .flatMap(again -> positionOf(ids, deadline));
                });
    }
}
