package io.tidemark.http;

import io.smallrye.mutiny.Uni;
import io.tidemark.authz.Authorizer;
import io.tidemark.authz.decision.ObjectPath;
import io.tidemark.authz.decision.Visibility;
import io.tidemark.eventstore.postgres.Page;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.ViewQuery;
import io.tidemark.eventstore.postgres.Views;
import io.tidemark.problems.CommonProblem;
import io.tidemark.problems.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every read goes through here: waits for the position asked for, looks as of the time asked for, and shows only what the caller may see. */
@ApplicationScoped
public class Reads {
    private static final int DEFAULT_LIMIT = 100;

    private final Caller caller;
    private final Authorizer authorizer;
    private final Refusals refusals;
    private final Views views;

    public Reads(Caller caller, Authorizer authorizer, Refusals refusals, Views views) {
        this.caller = caller;
        this.authorizer = authorizer;
        this.refusals = refusals;
        this.views = views;
    }

    /** One object; {@code NOT_FOUND} when there is none, refused and recorded when the caller may not see it. */
    public <T> Uni<T> one(View<T> view, String id, String privilege) {
        return row(view, id, privilege).map(Views.Row::body);
    }

    /** The same with its place in the inventory tree. */
    public <T> Uni<Views.Row<T>> row(View<T> view, String id, String privilege) {
        return caughtUp(view)
                .chain(() -> views.get(view, id, asOf()))
                .chain(found -> found.map(row -> allowed(row, id, privilege))
                        .orElseGet(() -> Uni.createFrom().failure(missing(view, id))));
    }

    private <T> Uni<Views.Row<T>> allowed(Views.Row<T> row, String id, String privilege) {
        return permit(privilege, row.objectPath(), id).replaceWith(row);
    }

    /** Completes when the caller may do this there; refused and recorded otherwise. For reads of what is no view. */
    public Uni<Void> permit(String privilege, String objectPath, String target) {
        Optional<Rejection> denied = authorizer.refusal(caller.subject(), privilege, objectPath);
        return denied.isEmpty()
                ? Uni.createFrom().voidItem()
                : refusals.record(caller.cause(Optional.empty()), "read", target, objectPath, denied.get())
                        .chain(() -> Uni.createFrom().failure(denied.get().asException()));
    }

    private static Throwable missing(View<?> view, String id) {
        return new Rejection(CommonProblem.NOT_FOUND, "no " + view.name() + " has the id " + id).asException();
    }

    /**
     * A page of what the caller may see, by {@code limit}, {@code cursor} and the fields that may be filtered on.
     * Rows that the caller may not see neither show nor end a page.
     */
    public <T> Uni<Page<T>> page(View<T> view, String privilege, String... filterable) {
        Visibility visible = authorizer.visible(caller.subject(), privilege);
        Map<String, String> equal = new LinkedHashMap<>();
        for (String field : filterable) {
            caller.query(field).ifPresent(value -> equal.put(field, value));
        }
        ViewQuery query = new ViewQuery(
                paths(visible.allowed()), paths(visible.denied()), equal, caller.query("cursor"), limit(), asOf());
        return caughtUp(view).chain(() -> views.list(view, query));
    }

    private static List<String> paths(Iterable<ObjectPath> paths) {
        List<String> values = new java.util.ArrayList<>();
        paths.forEach(path -> values.add(path.value()));
        return values;
    }

    private Uni<Void> caughtUp(View<?> view) {
        return caller.header(Writes.POSITION_HEADER)
                .map(position -> views.await(view, number(Writes.POSITION_HEADER, position)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** How many items the caller wants in a page. */
    int limit() {
        long limit = caller.query("limit").map(value -> number("limit", value)).orElse((long) DEFAULT_LIMIT);
        if (limit < 1 || limit > ViewQuery.LARGEST_PAGE) {
            throw new IllegalArgumentException("limit is 1 to " + ViewQuery.LARGEST_PAGE);
        }
        return (int) limit;
    }

    private static long number(String name, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is a whole number, not '" + value + "'", e);
        }
    }

    /** Where the caller's page begins. */
    Optional<String> cursor() {
        return caller.query("cursor");
    }

    private Optional<Instant> asOf() {
        try {
            return caller.query("asOf").map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("asOf is a time such as 2026-11-22T08:00:00Z", e);
        }
    }
}
