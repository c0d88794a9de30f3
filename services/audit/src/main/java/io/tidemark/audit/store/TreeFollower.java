package io.tidemark.audit.store;

import io.smallrye.mutiny.Uni;
import io.tidemark.audit.log.CompactRange;
import io.tidemark.audit.log.TreeHash;
import io.tidemark.audit.log.TreeNode;
import io.tidemark.audit.record.SealedRecord;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.postgres.Follower;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Grows the Merkle tree and the search index along the log. A record whose content does not hash to what was sealed, or
 * whose leaf is not the next one, stops it there: a tree over a changed record would vouch for the change.
 */
@ApplicationScoped
public class TreeFollower implements Follower {
    public static final String NAME = "tree";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Uni<Void> follow(Mutiny.StatelessSession session, List<StoredEvent> batch) {
        List<StoredEvent> sealed = batch.stream()
                .filter(event -> event.type().equals(SealedRecord.TYPE))
                .toList();
        return sealed.isEmpty()
                ? Uni.createFrom().voidItem()
                : grow(session, sealed).chain(() -> RecordIndex.insert(session, sealed));
    }

    private static Uni<Void> grow(Mutiny.StatelessSession session, List<StoredEvent> sealed) {
        return TreeNodes.size(session)
                .chain(size -> TreeNodes.find(session, CompactRange.nodesOf(size))
                        .map(nodes -> CompactRange.restore(size, at -> present(nodes, at))))
                .chain(range -> TreeNodes.insert(session, completed(range, sealed)));
    }

    private static List<TreeNode> completed(CompactRange before, List<StoredEvent> sealed) {
        List<TreeNode> completed = new ArrayList<>();
        CompactRange range = before;
        for (StoredEvent event : sealed) {
            CompactRange.Grown grown = range.append(checked(event, range.size()));
            completed.addAll(grown.completed());
            range = grown.range();
        }
        return completed;
    }

    private static TreeHash checked(StoredEvent event, long expectedLeaf) {
        SealedRecord sealed = SealedRecord.parse(event.json());
        TreeHash hash = sealed.content().hash();
        if (sealed.leaf() != expectedLeaf) {
            throw new IllegalStateException("the record at position " + event.position() + " is leaf " + sealed.leaf()
                    + ", but the tree has " + expectedLeaf + " leaves");
        }
        if (!hash.equals(sealed.sealedHash())) {
            throw new IllegalStateException("the record of leaf " + expectedLeaf + " was sealed as "
                    + sealed.sealedHash() + ", but hashes to " + hash + ": it was changed");
        }
        return hash;
    }

    private static <K, V> V present(Map<K, V> map, K key) {
        V value = map.get(key);
        if (value == null) {
            throw new IllegalStateException("not among what was fetched: " + key);
        }
        return value;
    }
}
