package io.tidemark.eventstore;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;

/** Asynchronous work on many things, one after the other. However many they are, the stack stays as flat as for one. */
public final class InTurn {
    private InTurn() {}

    /** Begins the next only when the one before has ended; fails with the first failure, and begins no more. */
    public static <T> Uni<Void> each(Iterable<T> things, Function<? super T, ? extends Uni<?>> work) {
        return Multi.createFrom()
                .iterable(things)
                .onItem()
                .transformToUniAndConcatenate(thing -> work.apply(thing))
                .onItem()
                .ignoreAsUni();
    }
}
