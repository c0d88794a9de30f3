package io.tidemark.audit.log;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Which stored nodes a proof needs and how its hashes come out of them. Asking first for {@link #nodes()} lets a store
 * fetch all of them in one query.
 */
public final class ProofPlan {

    /** One hash of the proof each, from the leaves upwards. */
    private final List<LeafSpan> steps;

    private ProofPlan(List<LeafSpan> rootToLeaf) {
        this.steps = List.copyOf(rootToLeaf.reversed());
    }

    /**
     * How to prove that {@code leaf} is in the tree of {@code size} leaves (RFC 6962, section 2.1.1).
     *
     * @throws IllegalArgumentException unless {@code 0 <= leaf < size}
     */
    public static ProofPlan inclusion(long leaf, long size) {
        if (leaf < 0 || leaf >= size) {
            throw new IllegalArgumentException("no leaf " + leaf + " in a tree of " + size);
        }
        List<LeafSpan> siblings = new ArrayList<>();
        LeafSpan within = new LeafSpan(0, size);
        while (within.size() > 1) {
            LeafSpan left = new LeafSpan(within.from(), within.split());
            LeafSpan right = new LeafSpan(within.split(), within.to());
            boolean descendLeft = leaf < left.to();
            siblings.add(descendLeft ? right : left);
            within = descendLeft ? left : right;
        }
        return new ProofPlan(siblings);
    }

    /**
     * How to prove that the tree of {@code newSize} leaves begins with that of {@code oldSize} (RFC 6962, section
     * 2.1.2). Needs nothing when the sizes are equal or the old tree is empty.
     *
     * @throws IllegalArgumentException unless {@code 0 <= oldSize <= newSize}
     */
    public static ProofPlan consistency(long oldSize, long newSize) {
        if (oldSize < 0 || oldSize > newSize) {
            throw new IllegalArgumentException("a tree of " + newSize + " does not begin with one of " + oldSize);
        }
        List<LeafSpan> parts = new ArrayList<>();
        if (oldSize == 0 || oldSize == newSize) {
            return new ProofPlan(parts);
        }
        LeafSpan within = new LeafSpan(0, newSize);
        while (within.to() != oldSize) {
            LeafSpan left = new LeafSpan(within.from(), within.split());
            LeafSpan right = new LeafSpan(within.split(), within.to());
            boolean descendLeft = oldSize <= left.to();
            parts.add(descendLeft ? right : left);
            within = descendLeft ? left : right;
        }
        // The verifier knows this part already when it is the whole old tree.
        if (within.from() != 0) {
            parts.add(within);
        }
        return new ProofPlan(parts);
    }

    /** Every stored node that {@link #resolve} will ask for. */
    public List<NodeCoordinate> nodes() {
        return steps.stream().flatMap(span -> span.nodes().stream()).toList();
    }

    /** The hashes of the proof, in the order in which RFC 6962 lists them. */
    public List<TreeHash> resolve(Function<NodeCoordinate, TreeHash> stored) {
        return steps.stream().map(span -> span.hash(stored)).toList();
    }
}
