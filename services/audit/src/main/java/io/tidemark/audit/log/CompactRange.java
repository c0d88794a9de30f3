package io.tidemark.audit.log;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * All of a tree that is needed to append to it and to know its root: the hashes of its complete subtrees along the right
 * border, one for each bit set in its size.
 *
 * @param size how many leaves the tree has, from 0
 * @param peaks the hashes of the complete subtrees, largest and leftmost first
 */
public record CompactRange(long size, List<TreeHash> peaks) {

    /** The tree without leaves. */
    public static final CompactRange EMPTY = new CompactRange(0, List.of());

    /**
     * Checks that size and hashes belong together.
     *
     * @throws IllegalArgumentException if there are not as many hashes as the size has bits set
     */
    public CompactRange {
        peaks = List.copyOf(peaks);
        if (size < 0 || Long.bitCount(size) != peaks.size()) {
            throw new IllegalArgumentException(
                    "a tree of " + size + " leaves has other than " + peaks.size() + " complete subtrees");
        }
    }

    /** What an append leads to: the grown tree, and the nodes that are complete from now on, leaf first. */
    public record Grown(CompactRange range, List<TreeNode> completed) {}

    /** The nodes out of which {@link #restore} makes the tree of {@code size} leaves. */
    public static List<NodeCoordinate> nodesOf(long size) {
        return size == 0 ? List.of() : new LeafSpan(0, size).nodes();
    }

    /** The tree of {@code size} leaves out of stored nodes. */
    public static CompactRange restore(long size, Function<NodeCoordinate, TreeHash> stored) {
        return new CompactRange(size, nodesOf(size).stream().map(stored).toList());
    }

    /** The tree with one more leaf. */
    public Grown append(TreeHash leaf) {
        List<TreeHash> border = new ArrayList<>(peaks);
        List<TreeNode> completed = new ArrayList<>();
        TreeNode node = new TreeNode(new NodeCoordinate(0, size), leaf);
        completed.add(node);
        while (node.at().isRightChild()) {
            node = new TreeNode(node.at().parent(), TreeHash.ofChildren(border.removeLast(), node.hash()));
            completed.add(node);
        }
        border.add(node.hash());
        return new Grown(new CompactRange(size + 1, border), List.copyOf(completed));
    }

    /** The root hash of the tree; that of no bytes for the tree without leaves. */
    public TreeHash root() {
        return size == 0 ? TreeHash.OF_EMPTY_TREE : LeafSpan.fold(peaks);
    }
}
