package io.tidemark.audit.log;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A run of neighbouring leaves that the tree's own splitting produces, hence made of complete subtrees that shrink from
 * left to right.
 *
 * @param from the first leaf
 * @param to one past the last leaf; greater than {@code from}
 */
record LeafSpan(long from, long to) {

    LeafSpan {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("no leaves from " + from + " to " + to);
        }
    }

    long size() {
        return to - from;
    }

    /** Where RFC 6962 splits: the left part has the greatest power of two of leaves that leaves some to the right. */
    long split() {
        return from + Long.highestOneBit(size() - 1);
    }

    /** The complete nodes that cover the span, left to right. */
    List<NodeCoordinate> nodes() {
        List<NodeCoordinate> nodes = new ArrayList<>();
        for (long at = from; at < to; ) {
            long width = Long.highestOneBit(to - at);
            int level = Long.numberOfTrailingZeros(width);
            if (at % width != 0) {
                throw new IllegalStateException(
                        "leaves " + from + " to " + to + " are no span of the tree's splitting");
            }
            nodes.add(new NodeCoordinate(level, at >> level));
            at += width;
        }
        return nodes;
    }

    /** The hash of the tree over just these leaves. */
    TreeHash hash(Function<NodeCoordinate, TreeHash> stored) {
        return fold(nodes().stream().map(stored).toList());
    }

    /** Joins the hashes of neighbouring complete subtrees that shrink from left to right. */
    static TreeHash fold(List<TreeHash> subtrees) {
        TreeHash joined = subtrees.getLast();
        for (TreeHash left : subtrees.subList(0, subtrees.size() - 1).reversed()) {
            joined = TreeHash.ofChildren(left, joined);
        }
        return joined;
    }
}
