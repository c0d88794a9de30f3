package io.tidemark.audit.store;

import io.smallrye.mutiny.Uni;
import io.tidemark.audit.log.NodeCoordinate;
import io.tidemark.audit.log.TreeHash;
import io.tidemark.audit.log.TreeNode;
import io.tidemark.eventstore.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** The stored nodes of the Merkle tree. Thread-safe. */
@ApplicationScoped
public class TreeNodes {

    private static final String SIZE = "select coalesce(max(index) + 1, 0) from tree_node where level = 0";

    private static final String FIND = "select cast(n.level as integer), n.index, n.hash from tree_node n"
            + " join jsonb_to_recordset(cast(cast(:wanted as text) as jsonb)) as w(level smallint, index bigint)"
            + " on w.level = n.level and w.index = n.index";

    private static final String INSERT = "insert into tree_node (level, index, hash)"
            + " select level, index, decode(hash, 'hex')"
            + " from jsonb_to_recordset(cast(cast(:nodes as text) as jsonb)) as n(level smallint, index bigint, hash text)";

    private final Mutiny.SessionFactory sessions;

    public TreeNodes(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    private record Row(int level, long index, String hash) {}

    /** How many leaves the stored tree has. */
    public Uni<Long> size() {
        return sessions.withStatelessSession(TreeNodes::size);
    }

    /** Those nodes. Fails with {@link IllegalStateException} when one of them is missing, which no crash explains. */
    public Uni<Map<NodeCoordinate, TreeHash>> find(List<NodeCoordinate> wanted) {
        return sessions.withStatelessSession(session -> find(session, wanted));
    }

    static Uni<Long> size(Mutiny.StatelessSession session) {
        return session.createNativeQuery(SIZE, Long.class).getSingleResult();
    }

    static Uni<Map<NodeCoordinate, TreeHash>> find(Mutiny.StatelessSession session, List<NodeCoordinate> wanted) {
        if (wanted.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return session.createNativeQuery(FIND, Object[].class)
                .setParameter("wanted", Json.write(wanted))
                .getResultList()
                .map(rows -> complete(rows, wanted));
    }

    static Uni<Void> insert(Mutiny.StatelessSession session, List<TreeNode> nodes) {
        List<Row> rows = nodes.stream()
                .map(node -> new Row(
                        node.at().level(), node.at().index(), node.hash().hex()))
                .toList();
        return session.createNativeQuery(INSERT)
                .setParameter("nodes", Json.write(rows))
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Map<NodeCoordinate, TreeHash> complete(List<Object[]> rows, List<NodeCoordinate> wanted) {
        Map<NodeCoordinate, TreeHash> found = new HashMap<>();
        for (Object[] row : rows) {
            found.put(new NodeCoordinate((Integer) row[0], (Long) row[1]), TreeHash.ofBytes((byte[]) row[2]));
        }
        for (NodeCoordinate at : wanted) {
            if (!found.containsKey(at)) {
                throw new IllegalStateException(
                        "the stored tree has no " + at + ", of " + wanted.size() + " asked for");
            }
        }
        return found;
    }
}
