package io.tidemark.audit.log;

/**
 * A walk from a node up to the root of a tree that need not be complete, as a verifier takes it who knows only numbers:
 * the node's index on its level and the index of the level's last node (RFC 9162, section 2.1.3.2). Confined to one
 * thread.
 */
final class BorderWalk {

    private long index;
    private long last;

    BorderWalk(long index, long last) {
        this.index = index;
        this.last = last;
    }

    boolean isAtRoot() {
        return last == 0;
    }

    /** Whether the next hash of a proof is that of the left sibling. A node on the border may have no right one. */
    boolean siblingIsLeft() {
        return isRightChild() || index == last;
    }

    /** Steps above the node that was just joined; on the border also past the levels on which it had no sibling. */
    void up() {
        if (index == last && !isRightChild()) {
            while (!isRightChild() && index != 0) {
                shift();
            }
        }
        shift();
    }

    /** Steps to the root of the largest complete subtree that ends with this node. */
    void skipCompleteSubtree() {
        while (isRightChild()) {
            shift();
        }
    }

    private boolean isRightChild() {
        return (index & 1) == 1;
    }

    private void shift() {
        index >>= 1;
        last >>= 1;
    }
}
