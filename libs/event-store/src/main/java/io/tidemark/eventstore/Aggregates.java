package io.tidemark.eventstore;

import io.smallrye.mutiny.Uni;
import io.tidemark.decider.Decider;
import io.tidemark.decider.Decision;
import io.tidemark.eventstore.personal.KeyRing;
import io.tidemark.problems.CommonProblem;
import io.tidemark.problems.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The aggregates of one category: loads, folds, decides, appends at the revision it folded, and folds again when
 * somebody was faster. Thread-safe; the state lives in the store alone.
 *
 * @param <C> commands
 * @param <S> states
 * @param <E> events
 */
public final class Aggregates<C, S, E> {
    /**
     * How often a command is decided before its caller is told of the contention. With the pauses between them this is
     * half a second on average and a second at most; each loss means that another writer got through.
     */
    private static final int ATTEMPTS = 10;

    private final EventStore store;
    private final String category;
    private final Decider<C, S, E> decider;
    private final EventTypes<E> types;
    private final Function<S, String> objectPath;
    private final Folding<S, E> folding;
    private final WithKeys keys;

    public Aggregates(
            EventStore store,
            String category,
            Decider<C, S, E> decider,
            EventTypes<E> types,
            Function<S, String> objectPath) {
        this(store, category, decider, types, objectPath, null);
    }

    private Aggregates(
            EventStore store,
            String category,
            Decider<C, S, E> decider,
            EventTypes<E> types,
            Function<S, String> objectPath,
            @Nullable StateForm<S> form) {
        this.store = store;
        this.category = category;
        this.decider = decider;
        this.types = types;
        this.objectPath = objectPath;
        this.folding = new Folding<>(store, decider, types, form);
        this.keys = new WithKeys(store.keys());
    }

    /** The same aggregates with snapshots of their long streams. */
    public Aggregates<C, S, E> withSnapshots(StateForm<S> form) {
        return new Aggregates<>(store, category, decider, types, objectPath, form);
    }

    /**
     * An aggregate as folded: its state and the revision it was at.
     *
     * @param last the event at that revision; empty when there is no such stream
     */
    public record Loaded<S>(S state, long revision, Optional<StoredEvent> last) {}

    /** What a command would append: a refusal, or a write (without events when nothing has to change). */
    public sealed interface Plan<S> {
        record Write<S>(S state, StreamWrite write) implements Plan<S> {}

        record Refuse<S>(Rejection reason) implements Plan<S> {}
    }

    /** Folds the stream; personal values are readable or erased. */
    public Uni<Loaded<S>> load(String id) {
        return folding.load(stream(id));
    }

    private StreamId stream(String id) {
        return new StreamId(category, id);
    }

    /** Decides without appending, for transactions over several aggregates. */
    public Uni<Plan<S>> plan(String id, C command) {
        return load(id).chain(loaded -> decide(id, loaded, command, false));
    }

    /** The same, and neither a snapshot is kept nor a key made for it. */
    private Uni<Plan<S>> tryPlan(String id, C command) {
        return folding.look(stream(id)).chain(loaded -> decide(id, loaded, command, true));
    }

    private Uni<Plan<S>> decide(String id, Loaded<S> loaded, C command, boolean dryRun) {
        return switch (decider.decide(loaded.state(), command)) {
            case Decision.Rejected<E>(Rejection reason) -> Uni.createFrom().item(new Plan.Refuse<>(reason));
            case Decision.Accepted<E>(List<E> events) -> {
                S after = decider.fold(loaded.state(), events);
                yield encode(events, dryRun)
                        .map(encoded -> new Plan.Write<>(
                                after,
                                new StreamWrite(stream(id), loaded.revision(), objectPath.apply(after), encoded)));
            }
        };
    }

    private Uni<List<NewEvent>> encode(List<E> events, boolean dryRun) {
        Function<KeyRing, List<NewEvent>> sealed =
                ring -> events.stream().map(event -> types.encode(event, ring)).toList();
        return dryRun ? keys.tryWrite(sealed) : keys.write(sealed);
    }

    /**
     * Handles the command with its companions in one transaction. A refusal appends nothing, not even companions. With
     * {@link Companion.DryRun} what is accepted fails with {@link AppendConflict.DryRun}, and nothing at all is kept.
     */
    public Uni<Outcome<S>> handle(String id, C command, Cause cause, List<Companion> companions) {
        return handle(id, command, companions, decided -> append(decided.write(), cause, companions));
    }

    /**
     * Handles the command where what is kept depends on what is decided.
     *
     * @param companions only told, so that a dry run is known
     * @param keep keeps the decision with the companions; asked again with the next decision when somebody was faster
     */
    public Uni<Outcome<S>> handle(
            String id, C command, List<Companion> companions, Function<Plan.Write<S>, Uni<List<StoredEvent>>> keep) {
        return attempt(id, command, Append.isDryRun(companions), keep, 1);
    }

    public Uni<Outcome<S>> handle(String id, C command, Cause cause) {
        return handle(id, command, cause, List.of());
    }

    private Uni<Outcome<S>> attempt(
            String id, C command, boolean dryRun, Function<Plan.Write<S>, Uni<List<StoredEvent>>> keep, int number) {
        return (dryRun ? tryPlan(id, command) : plan(id, command))
                .flatMap(plan -> switch (plan) {
                    case Plan.Refuse<S>(Rejection reason) ->
                        Uni.createFrom().<Outcome<S>>item(new Outcome.Refused<>(reason));
                    case Plan.Write<S> decided ->
                        keep.apply(decided).map(events -> new Outcome.Done<>(decided.state(), events));
                })
                .onFailure(AppendConflict.Revision.class)
                .recoverWithUni(conflict -> number < ATTEMPTS
                        ? pause(number).chain(() -> attempt(id, command, dryRun, keep, number + 1))
                        : Uni.createFrom().item(new Outcome.Refused<>(contention(conflict))));
    }

    private static Uni<Void> pause(int losses) {
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(Backoff.pause(losses, ThreadLocalRandom.current().nextDouble()));
    }

    private Uni<List<StoredEvent>> append(StreamWrite write, Cause cause, List<Companion> companions) {
        return write.events().isEmpty() && companions.isEmpty()
                ? Uni.createFrom().item(List.of())
                : store.append(new Append(List.of(write), cause, companions));
    }

    private static Rejection contention(Throwable conflict) {
        return new Rejection(CommonProblem.CONTENTION, String.valueOf(conflict.getMessage()));
    }
}
