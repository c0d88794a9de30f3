package io.tidemark.http;

import io.smallrye.mutiny.Uni;
import io.tidemark.authz.Authorizer;
import io.tidemark.authz.decision.ObjectPath;
import io.tidemark.authz.decision.Visibility;
import io.tidemark.eventstore.InTurn;
import io.tidemark.eventstore.postgres.Page;
import io.tidemark.eventstore.postgres.Positions;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.ViewQuery;
import io.tidemark.eventstore.postgres.Views;
import io.tidemark.problems.CommonProblem;
import io.tidemark.problems.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every read goes through here: waits for the position asked for, looks as of the time asked for, and shows only what the caller may see. */
@ApplicationScoped
public class Reads {
    private final Caller caller;
    private final Authorizer authorizer;
    private final Refusals refusals;
    private final Views views;
    private final Positions positions;

    public Reads(Caller caller, Authorizer authorizer, Refusals refusals, Views views, Positions positions) {
        this.caller = caller;
        this.authorizer = authorizer;
        this.refusals = refusals;
        this.views = views;
        this.positions = positions;
    }

    /** One object; {@code NOT_FOUND} when there is (or was) none, refused and recorded when the caller may not see it. */
    public <T> Uni<T> one(View<T> view, String id, String privilege, AsOf asked) {
        return caughtUp(view)
                .chain(() -> moment(view, asked))
                .chain(asOf -> row(view, id, privilege, asOf))
                .map(Views.Row::body);
    }

    /** What holds now, with its place in the inventory tree; for reads that cannot be asked as of a time. */
    public <T> Uni<Views.Row<T>> row(View<T> view, String id, String privilege) {
        return caughtUp(view).chain(() -> row(view, id, privilege, Optional.empty()));
    }

    private <T> Uni<Views.Row<T>> row(View<T> view, String id, String privilege, Optional<Long> asOf) {
        return views.get(view, id, asOf)
                .chain(found -> found.map(row -> allowed(row, id, privilege))
                        .orElseGet(() -> Uni.createFrom().failure(missing(view, id, asOf))));
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

    private static Throwable missing(View<?> view, String id, Optional<Long> asOf) {
        String then = asOf.map(position -> " at position " + position).orElse("");
        return new Rejection(CommonProblem.NOT_FOUND, "no " + view.name() + " has the id " + id + then).asException();
    }

    /**
     * A page of what the caller may see now, of what was there at the moment asked for, by the fields that may be
     * filtered on. Rows that the caller may not see neither show nor end a page.
     */
    public <T> Uni<Page<T>> page(View<T> view, String privilege, PageRequest asked, String... filterable) {
        return page(view, privilege, asked, Map.of(), filterable);
    }

    /**
     * The same without the rows that are shown only to who asks for them.
     *
     * @param unlessAsked fields and the value that hides a row, while the caller does not filter on that field
     */
    public <T> Uni<Page<T>> page(
            View<T> view, String privilege, PageRequest asked, Map<String, String> unlessAsked, String... filterable) {
        Visibility visible = authorizer.visible(caller.subject(), privilege);
        Map<String, String> equal = new LinkedHashMap<>();
        for (String field : filterable) {
            caller.query(field).ifPresent(value -> equal.put(field, meant(field, value)));
        }
        Map<String, String> unequal = new LinkedHashMap<>(unlessAsked);
        unequal.keySet().removeAll(equal.keySet());
        int limit = asked.rows();
        return caughtUp(view)
                .chain(() -> moment(view, asked))
                .chain(asOf -> views.list(
                        view,
                        new ViewQuery(
                                paths(visible.allowed()),
                                paths(visible.denied()),
                                equal,
                                unequal,
                                asked.after(),
                                limit,
                                asOf)));
    }

    /** {@code ?actor=me} is whoever asks. */
    private String meant(String field, String value) {
        return field.equals("actor") && value.equals("me") ? caller.subject() : value;
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

    /** The position to look at for a read over several views, once all of them have reached it. */
    public Uni<Long> position(AsOf asked, List<View<?>> views) {
        return asked.moment()
                .map(positions::of)
                .orElseGet(positions::head)
                .call(reached ->
                        InTurn.each(views, view -> caughtUp(view).chain(() -> this.views.await(view, reached))));
    }

    /** The position of the moment, once the view has reached it; empty for now. */
    private Uni<Optional<Long>> moment(View<?> view, AsOf asked) {
        return asked.moment()
                .map(moment -> positions.of(moment, view).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    static long number(String name, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is a whole number, not '" + value + "'", e);
        }
    }
}
