package io.tidemark.eventstore;

import io.smallrye.mutiny.Uni;
import io.tidemark.decider.Decider;
import io.tidemark.decider.Decision;
import io.tidemark.problems.CommonProblem;
import io.tidemark.problems.Rejection;
import java.util.List;
import java.util.function.Function;

/**
 * The aggregates of one category: loads, folds, decides, appends at the revision it folded, and folds again when
 * somebody was faster. Thread-safe; the state lives in the store alone.
 *
 * @param <C> commands
 * @param <S> states
 * @param <E> events
 */
public final class Aggregates<C, S, E> {
    /** How often a decision is made anew after a conflict before the caller is told; each retry means that another writer got through. */
    private static final int ATTEMPTS = 8;

    private final EventStore store;
    private final String category;
    private final Decider<C, S, E> decider;
    private final EventTypes<E> types;
    private final Function<S, String> objectPath;

    public Aggregates(
            EventStore store,
            String category,
            Decider<C, S, E> decider,
            EventTypes<E> types,
            Function<S, String> objectPath) {
        this.store = store;
        this.category = category;
        this.decider = decider;
        this.types = types;
        this.objectPath = objectPath;
    }

    /** An aggregate as folded: its state and the revision it was at. */
    public record Loaded<S>(S state, long revision) {}

    /** What a command would append: a refusal, or a write (without events when nothing has to change). */
    public sealed interface Plan<S> {
        record Write<S>(S state, StreamWrite write) implements Plan<S> {}

        record Refuse<S>(Rejection reason) implements Plan<S> {}
    }

    public Uni<Loaded<S>> load(String id) {
        return store.read(new StreamId(category, id))
                .map(events -> new Loaded<>(
                        decider.fold(
                                decider.initial(),
                                events.stream()
                                        .map(e -> types.decode(e.type(), e.json()))
                                        .toList()),
                        events.size()));
    }

    /** Decides without appending, for transactions over several aggregates. */
    public Uni<Plan<S>> plan(String id, C command) {
        return load(id).map(loaded -> decide(id, loaded, command));
    }

    private Plan<S> decide(String id, Loaded<S> loaded, C command) {
        return switch (decider.decide(loaded.state(), command)) {
            case Decision.Rejected<E>(Rejection reason) -> new Plan.Refuse<>(reason);
            case Decision.Accepted<E>(List<E> events) -> {
                S after = decider.fold(loaded.state(), events);
                List<NewEvent> encoded = events.stream().map(types::encode).toList();
                yield new Plan.Write<>(
                        after,
                        new StreamWrite(
                                new StreamId(category, id), loaded.revision(), objectPath.apply(after), encoded));
            }
        };
    }

    /** Handles the command with its companions in one transaction. A refusal appends nothing, not even companions. */
    public Uni<Outcome<S>> handle(String id, C command, Cause cause, List<Companion> companions) {
        return attempt(id, command, cause, companions, ATTEMPTS);
    }

    public Uni<Outcome<S>> handle(String id, C command, Cause cause) {
        return handle(id, command, cause, List.of());
    }

    private Uni<Outcome<S>> attempt(String id, C command, Cause cause, List<Companion> companions, int left) {
        return plan(id, command)
                .flatMap(plan -> switch (plan) {
                    case Plan.Refuse<S>(Rejection reason) ->
                        Uni.createFrom().<Outcome<S>>item(new Outcome.Refused<>(reason));
                    case Plan.Write<S>(S state, StreamWrite write) -> commit(state, write, cause, companions);
                })
                .onFailure(AppendConflict.Revision.class)
                .recoverWithUni(conflict -> left > 1
                        ? attempt(id, command, cause, companions, left - 1)
                        : Uni.createFrom().item(new Outcome.Refused<>(contention(conflict))));
    }

    private Uni<Outcome<S>> commit(S state, StreamWrite write, Cause cause, List<Companion> companions) {
        if (write.events().isEmpty() && companions.isEmpty()) {
            return Uni.createFrom().item(new Outcome.Done<>(state, List.of()));
        }
        return store.append(new Append(List.of(write), cause, companions))
                .map(events -> new Outcome.Done<>(state, events));
    }

    private static Rejection contention(Throwable conflict) {
        return new Rejection(CommonProblem.CONTENTION, String.valueOf(conflict.getMessage()));
    }
}
