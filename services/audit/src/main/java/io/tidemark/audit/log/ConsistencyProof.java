package io.tidemark.audit.log;

import java.util.ArrayList;
import java.util.List;

/**
 * Evidence that a tree only grew: that its first leaves are all those of an older tree, unchanged and in order.
 *
 * @param oldSize how many leaves the older tree has
 * @param newSize how many leaves the newer tree has
 * @param path the hashes, in the order of RFC 6962
 */
public record ConsistencyProof(long oldSize, long newSize, List<TreeHash> path) {

    /** Copies the path. */
    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /**
     * Whether the tree with {@code newRoot} begins with the one with {@code oldRoot} (RFC 9162, section 2.1.4.2). Every
     * tree begins with the empty one. False also for sizes in the wrong order and for a path of a wrong length.
     */
    public boolean proves(TreeHash oldRoot, TreeHash newRoot) {
        if (oldSize < 0 || oldSize > newSize) {
            return false;
        }
        if (oldSize == 0) {
            return path.isEmpty() && oldRoot.equals(TreeHash.OF_EMPTY_TREE);
        }
        if (oldSize == newSize) {
            return path.isEmpty() && oldRoot.equals(newRoot);
        }
        return grew(oldRoot, newRoot);
    }

    private boolean grew(TreeHash oldRoot, TreeHash newRoot) {
        List<TreeHash> hashes = new ArrayList<>(path);
        if (Long.bitCount(oldSize) == 1) {
            hashes.addFirst(oldRoot);
        }
        if (hashes.isEmpty()) {
            return false;
        }
        BorderWalk walk = new BorderWalk(oldSize - 1, newSize - 1);
        walk.skipCompleteSubtree();
        TreeHash oldHash = hashes.getFirst();
        TreeHash newHash = hashes.getFirst();
        for (TreeHash part : hashes.subList(1, hashes.size())) {
            if (walk.isAtRoot()) {
                return false;
            }
            if (walk.siblingIsLeft()) {
                oldHash = TreeHash.ofChildren(part, oldHash);
                newHash = TreeHash.ofChildren(part, newHash);
            } else {
                newHash = TreeHash.ofChildren(newHash, part);
            }
            walk.up();
        }
        return walk.isAtRoot() && oldHash.equals(oldRoot) && newHash.equals(newRoot);
    }
}
