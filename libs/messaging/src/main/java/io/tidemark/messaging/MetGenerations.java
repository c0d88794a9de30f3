package io.tidemark.messaging;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The generations of other producers' histories, in the order in which they came. A topic holds them in the order in which
 * they were lived, so the one met later replaces what the earlier one said about the same revisions.
 */
@ApplicationScoped
public class MetGenerations {
    private static final String NOTE =
            "insert into met_generation (producer, generation) values (:producer, :generation)"
                    + " on conflict do nothing";

    private static final String IS_LATER = "select m.number > k.number from met_generation m, met_generation k"
            + " where m.producer = :producer and m.generation = :generation"
            + " and k.producer = :producer and k.generation = :known";

    private final Mutiny.SessionFactory sessions;
    private final Set<Met> noted = ConcurrentHashMap.newKeySet();

    public MetGenerations(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    private record Met(String producer, String generation) {}

    /** How the generation of an event stands to that of what was handled last of its key. */
    enum Age {
        SAME,
        /** What is handled comes from a history that is gone. */
        LATER,
        /** The event itself comes from a history that is gone, or was handled long ago. */
        EARLIER
    }

    Uni<Age> age(IncomingEvent event, Parking.Standing standing) {
        if (event.generation().isEmpty() || event.generation().equals(standing.generation())) {
            return Uni.createFrom().item(Age.SAME);
        }
        String generation = event.generation().get();
        if (standing.generation().isEmpty()) {
            return note(new Met(event.producer(), generation)).replaceWith(Age.SAME);
        }
        String known = standing.generation().get();
        return note(new Met(event.producer(), known))
                .chain(() -> note(new Met(event.producer(), generation)))
                .chain(() -> sessions.withStatelessSession(session -> session.createNativeQuery(IS_LATER, Boolean.class)
                        .setParameter("producer", event.producer())
                        .setParameter("generation", generation)
                        .setParameter("known", known)
                        .getSingleResult()))
                .map(later -> later ? Age.LATER : Age.EARLIER);
    }

    /** In a transaction of its own, before anything of that generation is handled. */
    private Uni<Void> note(Met met) {
        if (noted.contains(met)) {
            return Uni.createFrom().voidItem();
        }
        return sessions.withStatelessTransaction(session -> session.createNativeQuery(NOTE)
                        .setParameter("producer", met.producer())
                        .setParameter("generation", met.generation())
                        .executeUpdate())
                .invoke(() -> noted.add(met))
                .replaceWithVoid();
    }

    /** The database may have gone back to before something was noted. */
    void forget() {
        noted.clear();
    }
}
