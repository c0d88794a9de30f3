package io.tidemark.eventstore;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.personal.KeyRing;
import io.tidemark.eventstore.personal.SubjectKeys;
import io.tidemark.eventstore.personal.Wanted;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads and writes documents that may hold personal values. Each is first read or written without keys, which tells
 * whose keys it takes; nearly all take none and are done by then.
 */
final class WithKeys {
    private final SubjectKeys keys;

    WithKeys(SubjectKeys keys) {
        this.keys = keys;
    }

    <T> Uni<T> read(Function<KeyRing, T> reading) {
        return run(reading, keys::opening);
    }

    <T> Uni<T> write(Function<KeyRing, T> writing) {
        return run(writing, keys::sealing);
    }

    /** Writes as {@link #write} does, for a look: makes no key. */
    <T> Uni<T> tryWrite(Function<KeyRing, T> writing) {
        return run(writing, keys::trying);
    }

    private static <T> Uni<T> run(Function<KeyRing, T> work, Function<Set<String>, Uni<KeyRing>> fetch) {
        return Uni.createFrom().deferred(() -> {
            Wanted wanted = new Wanted();
            T result = work.apply(wanted);
            return wanted.subjects().isEmpty()
                    ? Uni.createFrom().item(result)
                    : fetch.apply(wanted.subjects()).map(work);
        });
    }
}
