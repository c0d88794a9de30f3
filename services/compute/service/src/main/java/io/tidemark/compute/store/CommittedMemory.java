package io.tidemark.compute.store;

import io.smallrye.mutiny.Uni;
import io.tidemark.compute.application.Commitments;
import io.tidemark.compute.application.VmRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Counted by the database over the read model of virtual machines. */
@ApplicationScoped
public class CommittedMemory implements Commitments {
    private final Mutiny.SessionFactory sessions;

    public CommittedMemory(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<Map<String, Long>> byNode(Optional<Long> asOf) {
        String from = asOf.isEmpty() ? "view_now where view = 'vm' and " : "view_at('vm', :position) where ";
        String sql = "select body ->> 'nodeId', cast(sum(cast(body ->> 'memoryBytes' as bigint)) as bigint) from "
                + from + "body ->> 'state' in ('" + String.join("', '", VmRow.COMMITTED) + "') group by 1";
        return sessions.withStatelessSession(session -> {
                    Mutiny.SelectionQuery<Object[]> query = session.createNativeQuery(sql, Object[].class);
                    asOf.ifPresent(position -> query.setParameter("position", position));
                    return query.getResultList();
                })
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
