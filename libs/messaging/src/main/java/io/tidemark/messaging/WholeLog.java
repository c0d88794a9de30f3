package io.tidemark.messaging;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.EventStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Every committed event with its position. A database that was put back may hold events that had none when it was copied;
 * compared without them, its log would seem shorter than it is.
 */
@ApplicationScoped
class WholeLog {
    private static final int BATCH = 1000;

    /** Numbering takes milliseconds, whoever does it. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final EventStore store;

    WholeLog(EventStore store) {
        this.store = store;
    }

    /** Completes when everything that was committed by now has a position. */
    Uni<Void> upToNow(Mutiny.StatelessSession session) {
        return session.createNativeQuery("select max(seq) from event where position is null", Long.class)
                .getSingleResultOrNull()
                .map(Optional::ofNullable)
                .chain(last -> last.isEmpty() ? Uni.createFrom().voidItem() : upTo(session, last.get()))
                .ifNoItem()
                .after(PATIENCE)
                .fail();
    }

    /** In transactions of the store's own: who holds the relay's checkpoint must not keep others from numbering. */
    private Uni<Void> upTo(Mutiny.StatelessSession session, long seq) {
        return store.number(BATCH)
                .chain(() -> isNumbered(session, seq))
                .chain(numbered -> numbered
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom()
                                .voidItem()
                                .onItem()
                                .delayIt()
                                .by(LOOK_AGAIN)
                                .chain(() -> upTo(session, seq)));
    }

    private static Uni<Boolean> isNumbered(Mutiny.StatelessSession session, long seq) {
        return session.createNativeQuery(
                        "select not exists (select 1 from event where position is null and seq <= :seq)", Boolean.class)
                .setParameter("seq", seq)
                .getSingleResult();
    }
}
