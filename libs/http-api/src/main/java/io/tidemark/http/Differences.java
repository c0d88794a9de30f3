package io.tidemark.http;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.InTurn;
import io.tidemark.eventstore.postgres.Positions;
import io.tidemark.eventstore.postgres.RowChanges;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.Views;
import io.tidemark.problems.CommonProblem;
import io.tidemark.problems.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** {@code GET .../{id}/diff}: one object at two moments, and what happened between. */
@ApplicationScoped
public class Differences {
    private static final int MOST_EVENTS = 500;

    private final Reads reads;
    private final Views views;
    private final RowChanges history;
    private final Positions positions;

    public Differences(Reads reads, Views views, RowChanges history, Positions positions) {
        this.reads = reads;
        this.views = views;
        this.history = history;
        this.positions = positions;
    }

    /** Of what the API shows as it is kept. */
    public <T> Uni<Difference> of(View<T> view, String id, String privilege, Between asked) {
        return of(view, id, privilege, asked, Function.identity());
    }

    /**
     * The difference; refused unless the caller may see the object wherever it stood.
     *
     * @param shown what the API shows of a row
     */
    public <T> Uni<Difference> of(View<T> view, String id, String privilege, Between asked, Function<T, ?> shown) {
        return positions
                .of(asked.begin())
                .chain(from -> asked.end()
                        .map(positions::of)
                        .orElseGet(positions::head)
                        .chain(to -> between(view, id, privilege, from, to, shown)));
    }

    private <T> Uni<Difference> between(
            View<T> view, String id, String privilege, long from, long to, Function<T, ?> shown) {
        if (from > to) {
            throw new IllegalArgumentException("'from' is not after 'to': " + from + ", " + to);
        }
        return views.await(view, to)
                .chain(() -> views.get(view, id, Optional.of(from)))
                .chain(before -> views.get(view, id, Optional.of(to))
                        .chain(after -> history.steps(view, id, from, to, MOST_EVENTS)
                                .call(steps -> permit(view, id, privilege, rows(before, after, steps)))
                                .map(steps -> difference(id, from, to, before, after, steps, shown))));
    }

    private static <T> List<Views.Row<T>> rows(
            Optional<Views.Row<T>> before, Optional<Views.Row<T>> after, List<RowChanges.Step<T>> steps) {
        return Stream.concat(Stream.of(before, after), steps.stream().map(RowChanges.Step::after))
                .flatMap(Optional::stream)
                .toList();
    }

    private <T> Uni<Void> permit(View<T> view, String id, String privilege, List<Views.Row<T>> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom()
                    .failure(new Rejection(CommonProblem.NOT_FOUND, "no " + view.name() + " had the id " + id + " then")
                            .asException());
        }
        return InTurn.each(
                rows.stream().map(Views.Row::objectPath).distinct().toList(),
                path -> reads.permit(privilege, path, id));
    }

    private static <T> Difference difference(
            String id,
            long from,
            long to,
            Optional<Views.Row<T>> before,
            Optional<Views.Row<T>> after,
            List<RowChanges.Step<T>> steps,
            Function<T, ?> shown) {
        List<Difference.Event> events = new ArrayList<>();
        Optional<?> row = show(before, shown);
        for (RowChanges.Step<T> step : steps) {
            Optional<?> next = show(step.after(), shown);
            events.add(Difference.Event.of(step.event(), Difference.between(row, next)));
            row = next;
        }
        Optional<String> more = steps.size() < MOST_EVENTS
                ? Optional.empty()
                : Optional.of(Long.toString(steps.getLast().event().position()));
        return new Difference(id, from, to, Difference.between(show(before, shown), show(after, shown)), events, more);
    }

    private static <T> Optional<?> show(Optional<Views.Row<T>> row, Function<T, ?> shown) {
        return row.map(Views.Row::body).map(shown);
    }
}
