package io.tidemark.audit.log;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A tree grown leaf by leaf as the service grows it, with the completed nodes stored, and proofs made from them. */
final class GrownTree {

    private final Map<NodeCoordinate, TreeHash> stored = new HashMap<>();
    private CompactRange range = CompactRange.EMPTY;

    static GrownTree of(List<TreeHash> leaves) {
        GrownTree tree = new GrownTree();
        leaves.forEach(tree::append);
        return tree;
    }

    void append(TreeHash leaf) {
        CompactRange.Grown grown = range.append(leaf);
        grown.completed().forEach(node -> {
            if (stored.put(node.at(), node.hash()) != null) {
                throw new AssertionError("completed twice: " + node);
            }
        });
        range = grown.range();
    }

    CompactRange range() {
        return range;
    }

    TreeHash rootAt(long size) {
        return CompactRange.restore(size, this::stored).root();
    }

    InclusionProof inclusion(long leaf, long size) {
        return new InclusionProof(leaf, size, resolved(ProofPlan.inclusion(leaf, size)));
    }

    ConsistencyProof consistency(long oldSize, long newSize) {
        return new ConsistencyProof(oldSize, newSize, resolved(ProofPlan.consistency(oldSize, newSize)));
    }

    private List<TreeHash> resolved(ProofPlan plan) {
        Map<NodeCoordinate, TreeHash> fetched = new HashMap<>();
        plan.nodes().forEach(at -> fetched.put(at, stored(at)));
        return plan.resolve(at -> Objects.requireNonNull(fetched.get(at), () -> at + " was not announced"));
    }

    private TreeHash stored(NodeCoordinate at) {
        return Objects.requireNonNull(stored.get(at), () -> at + " is not complete");
    }
}
