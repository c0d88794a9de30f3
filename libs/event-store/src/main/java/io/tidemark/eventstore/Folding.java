package io.tidemark.eventstore;

import io.smallrye.mutiny.Uni;
import io.tidemark.decider.Decider;
import io.tidemark.eventstore.Aggregates.Loaded;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Folds streams of one category, from their last snapshot where it can be believed, and keeps the next one when the
 * tail has grown long. Whatever is wrong with a snapshot costs a full fold and nothing else.
 */
final class Folding<S, E> {
    private static final Logger LOG = System.getLogger(Folding.class.getName());

    private final EventStore store;
    private final Decider<?, S, E> decider;
    private final EventTypes<E> types;
    private final @Nullable StateForm<S> form;
    private final WithKeys keys;

    Folding(EventStore store, Decider<?, S, E> decider, EventTypes<E> types, @Nullable StateForm<S> form) {
        this.store = store;
        this.decider = decider;
        this.types = types;
        this.form = form;
        this.keys = new WithKeys(store.keys());
    }

    /** @param since the revision of the snapshot that it was folded from; 0 without one */
    private record Folded<S>(S state, long revision, Optional<StoredEvent> last, long since) {}

    private record Start<S>(S state, Snapshot snapshot) {}

    Uni<Loaded<S>> load(StreamId stream) {
        return folded(stream).call(folded -> keepIfLong(stream, folded)).map(Folding::loaded);
    }

    /** The same, and keeps no snapshot. */
    Uni<Loaded<S>> look(StreamId stream) {
        return folded(stream).map(Folding::loaded);
    }

    private Uni<Folded<S>> folded(StreamId stream) {
        StateForm<S> kept = form;
        return kept == null ? full(stream) : withSnapshot(stream, kept);
    }

    private static <S> Loaded<S> loaded(Folded<S> found) {
        return new Loaded<>(found.state(), found.revision(), found.last());
    }

    private Uni<Folded<S>> full(StreamId stream) {
        return store.read(stream)
                .chain(events -> fold(new Folded<>(decider.initial(), 0, Optional.empty(), 0), events));
    }

    private Uni<Folded<S>> withSnapshot(StreamId stream, StateForm<S> kept) {
        return store.snapshot(stream)
                .chain(found -> from(found.filter(snapshot -> snapshot.form().equals(kept.tag())), kept))
                .chain(start -> start.isPresent()
                        ? tail(stream, start.get())
                                .chain(tail ->
                                        tail.isPresent() ? Uni.createFrom().item(tail.get()) : full(stream))
                        : full(stream));
    }

    private Uni<Optional<Start<S>>> from(Optional<Snapshot> found, StateForm<S> kept) {
        if (found.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        Snapshot snapshot = found.get();
        return keys.read(ring -> StateJson.read(snapshot.json(), kept.type(), ring))
                .map(state -> Optional.of(new Start<>(state, snapshot)))
                .onFailure(UncheckedIOException.class)
                .recoverWithItem(failure -> unreadable(snapshot, failure));
    }

    private Optional<Start<S>> unreadable(Snapshot snapshot, Throwable failure) {
        LOG.log(
                Level.WARNING,
                "a snapshot cannot be read, folding anew: stream=" + snapshot.stream() + " form=" + snapshot.form()
                        + " cause=" + failure.getMessage());
        return Optional.empty();
    }

    /** The tail begins with the snapshot's own last event, which proves that the snapshot is of this history. */
    private Uni<Optional<Folded<S>>> tail(StreamId stream, Start<S> start) {
        long since = start.snapshot().revision();
        return store.readFrom(stream, since).chain(events -> {
            boolean sameHistory = !events.isEmpty()
                    && events.getFirst().id().equals(start.snapshot().lastEvent());
            return sameHistory
                    ? fold(
                                    new Folded<>(start.state(), since, Optional.of(events.getFirst()), since),
                                    events.subList(1, events.size()))
                            .map(Optional::of)
                    : Uni.createFrom().item(Optional.<Folded<S>>empty());
        });
    }

    private Uni<Folded<S>> fold(Folded<S> from, List<StoredEvent> events) {
        return keys.read(ring -> events.stream()
                        .map(event -> types.decode(event.type(), event.json(), ring))
                        .toList())
                .map(decoded -> new Folded<>(
                        decider.fold(from.state(), decoded),
                        from.revision() + events.size(),
                        events.isEmpty() ? from.last() : Optional.of(events.getLast()),
                        from.since()));
    }

    private Uni<Void> keepIfLong(StreamId stream, Folded<S> folded) {
        StateForm<S> kept = form;
        if (kept == null || folded.revision() - folded.since() < kept.every()) {
            return Uni.createFrom().voidItem();
        }
        return keys.write(ring -> StateJson.write(folded.state(), kept.type(), ring))
                .chain(json -> store.keep(new Snapshot(
                        stream, folded.revision(), folded.last().orElseThrow().id(), kept.tag(), json)))
                // The state was read all the same; the next load tries again.
                .onFailure()
                .invoke(failure ->
                        LOG.log(Level.WARNING, "a snapshot is not kept: stream=" + stream + " cause=" + failure))
                .onFailure()
                .recoverWithNull();
    }
}
