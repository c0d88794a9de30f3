package io.tidemark.audit.log;

/**
 * Names one complete node of the tree: the root of a full subtree of 2<sup>level</sup> leaves. Such a node never changes
 * once all its leaves are there, so it can be stored for ever.
 *
 * @param level 0 for leaves, counted upwards, at most 62
 * @param index from 0, left to right within the level; the node covers the leaves from {@code index << level} up to but
 *     without {@code (index + 1) << level}
 */
public record NodeCoordinate(int level, long index) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if the level or the index is outside its range
     */
    public NodeCoordinate {
        if (level < 0 || level > 62 || index < 0 || index > Long.MAX_VALUE >> level) {
            throw new IllegalArgumentException("no such node: level " + level + ", index " + index);
        }
    }

    /** The node above this one. */
    NodeCoordinate parent() {
        return new NodeCoordinate(level + 1, index >> 1);
    }

    /** Whether this is the right child of its parent: then the parent is complete when this is. */
    boolean isRightChild() {
        return (index & 1) == 1;
    }
}
