package io.tidemark.cli.client.proof;

/** The way from one node of a Merkle tree up to its root, level by level (RFC 9162 sections 2.1.3.2 and 2.1.4.2). */
final class Ascent {
    private long node;
    private long last;

    /**
     * @param node the node's number on its level
     * @param last the number of the level's last node
     */
    Ascent(long node, long last) {
        this.node = node;
        this.last = last;
    }

    /** Passes the levels on which the node is a right child: a whole subtree ends with it. */
    void skipWholeSubtree() {
        while ((node & 1) == 1) {
            up();
        }
    }

    /** Whether the next sibling stands before the node; the last node of an uneven level has only such ones. */
    boolean hasSiblingOnTheLeft(String proof) throws UnprovenException {
        if (last == 0) {
            throw new UnprovenException("the " + proof + " path is too long");
        }
        return (node & 1) == 1 || node == last;
    }

    /** To the next level; past those on which the node stands alone. */
    void climb(boolean siblingWasLeft) {
        if (siblingWasLeft) {
            while ((node & 1) == 0 && node != 0) {
                up();
            }
        }
        up();
    }

    void requireTop(String proof) throws UnprovenException {
        if (last != 0) {
            throw new UnprovenException("the " + proof + " path is too short");
        }
    }

    private void up() {
        node >>= 1;
        last >>= 1;
    }
}
