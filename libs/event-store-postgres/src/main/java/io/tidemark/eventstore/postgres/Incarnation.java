package io.tidemark.eventstore.postgres;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Which life of the database this is. A database goes back to an older state only by being started anew or by another one
 * being put in its place, and both change this text; a restart that lost nothing changes it too.
 */
public final class Incarnation {
    private Incarnation() {}

    /** Of the database that the session is connected to. */
    public static Uni<String> of(Mutiny.StatelessSession session) {
        return session.createNativeQuery("select incarnation()", String.class).getSingleResult();
    }
}
