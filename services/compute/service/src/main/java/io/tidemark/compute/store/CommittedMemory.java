package io.tidemark.compute.store;

import io.smallrye.mutiny.Uni;
import io.tidemark.compute.application.Commitments;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Counted by the database over the read model of virtual machines. */
@ApplicationScoped
public class CommittedMemory implements Commitments {
    private final Mutiny.SessionFactory sessions;

    public CommittedMemory(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<Map<String, Long>> byNode() {
        return sessions.withStatelessSession(session -> session.createNativeQuery(
                                "select body ->> 'nodeId', cast(sum(cast(body ->> 'memoryBytes' as bigint)) as bigint)"
                                        + " from view_now where view = 'vm'"
                                        + " and body ->> 'state' in ('starting', 'running', 'stopping') group by 1",
                                Object[].class)
                        .getResultList())
                .map(rows -> {
                    Map<String, Long> committed = new HashMap<>();
                    for (Object[] row : rows) {
                        if (row[0] != null) {
                            committed.put((String) row[0], ((Number) row[1]).longValue());
                        }
                    }
                    return committed;
                });
    }

    @Override
    public Uni<Long> usersOfImage(String imageId) {
        return sessions.withStatelessSession(session -> session.createNativeQuery(
                        "select count(*) from view_now where view = 'vm'" + " and body ->> 'imageId' = :image",
                        Long.class)
                .setParameter("image", imageId)
                .getSingleResult());
    }
}
