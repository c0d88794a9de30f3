package io.tidemark.audit.application;

import io.smallrye.mutiny.Uni;
import io.tidemark.audit.log.Checkpoint;
import io.tidemark.audit.log.CompactRange;
import io.tidemark.audit.log.ConsistencyProof;
import io.tidemark.audit.log.InclusionProof;
import io.tidemark.audit.log.NodeCoordinate;
import io.tidemark.audit.log.ProofPlan;
import io.tidemark.audit.log.SignedNote;
import io.tidemark.audit.log.TreeHash;
import io.tidemark.audit.store.TreeNodes;
import io.tidemark.problems.CommonProblem;
import io.tidemark.problems.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the log commits to, and evidence for it, out of the stored tree. Thread-safe. */
@ApplicationScoped
public class Proofs {

    private final TreeNodes nodes;
    private final LogKey key;

    public Proofs(TreeNodes nodes, LogKey key) {
        this.nodes = nodes;
        this.key = key;
    }

    /** Evidence with the root that it leads to. */
    public record Included(InclusionProof proof, TreeHash root) {}

    /** Evidence with the two roots that it connects. */
    public record Grew(ConsistencyProof proof, TreeHash oldRoot, TreeHash newRoot) {}

    /** The log's size and root as of now, signed. */
    public Uni<SignedNote> checkpoint() {
        return key.signing()
                .chain(signing -> nodes.size()
                        .chain(size -> root(size)
                                .map(root -> signing.sign(
                                        new Checkpoint(signing.verifier().name(), size, root).text()))));
    }

    /** That the leaf is in the tree of that size; of all leaves when no size is given. */
    public Uni<Included> inclusion(long leaf, Optional<Long> treeSize) {
        return within(treeSize).chain(size -> {
            if (leaf < 0 || leaf >= size) {
                throw new Rejection(CommonProblem.NOT_FOUND, "no leaf " + leaf + " in the tree of " + size)
                        .asException();
            }
            ProofPlan plan = ProofPlan.inclusion(leaf, size);
            return resolve(plan, List.of(size))
                    .map(found ->
                            new Included(new InclusionProof(leaf, size, plan.resolve(found)), rootOf(size, found)));
        });
    }

    /** That the tree of the new size begins with that of the old size; of all leaves when no new size is given. */
    public Uni<Grew> consistency(long oldSize, Optional<Long> newSize) {
        return within(newSize).chain(size -> {
            ProofPlan plan = ProofPlan.consistency(oldSize, size);
            return resolve(plan, List.of(oldSize, size))
                    .map(found -> new Grew(
                            new ConsistencyProof(oldSize, size, plan.resolve(found)),
                            rootOf(oldSize, found),
                            rootOf(size, found)));
        });
    }

    private Uni<Long> within(Optional<Long> asked) {
        return nodes.size().map(size -> {
            long wanted = asked.orElse(size);
            if (wanted < 0 || wanted > size) {
                throw new IllegalArgumentException("a tree size is 0 to " + size + " now, not " + wanted);
            }
            return wanted;
        });
    }

    private Uni<TreeHash> root(long size) {
        return nodes.find(CompactRange.nodesOf(size)).map(found -> rootOf(size, at -> stored(found, at)));
    }

    private Uni<Function<NodeCoordinate, TreeHash>> resolve(ProofPlan plan, List<Long> sizes) {
        List<NodeCoordinate> wanted = new ArrayList<>(plan.nodes());
        sizes.forEach(size -> wanted.addAll(CompactRange.nodesOf(size)));
        return nodes.find(wanted).map(found -> at -> stored(found, at));
    }

    private static TreeHash rootOf(long size, Function<NodeCoordinate, TreeHash> found) {
        return CompactRange.restore(size, found).root();
    }

    private static TreeHash stored(Map<NodeCoordinate, TreeHash> found, NodeCoordinate at) {
        TreeHash hash = found.get(at);
        if (hash == null) {
            throw new IllegalStateException("a proof asks for a node that it did not announce: " + at);
        }
        return hash;
    }
}
