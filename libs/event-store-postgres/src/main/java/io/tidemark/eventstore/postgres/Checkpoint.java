package io.tidemark.eventstore.postgres;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.reactive.mutiny.Mutiny;

/** Where a {@link Follower} stands: every event up to this position is handled. */
@Entity
@Table(name = "checkpoint")
public class Checkpoint {
    @Id
    public String follower = "";

    public long position;

    /** Makes the row if it is not there; racing makers are harmless. */
    static Uni<Integer> create(Mutiny.StatelessSession session, String follower) {
        return session.createNativeQuery("insert into checkpoint (follower) values (:follower) on conflict do nothing")
                .setParameter("follower", follower)
                .executeUpdate();
    }
}
