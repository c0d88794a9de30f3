package io.tidemark.audit.log;

import java.util.List;

/**
 * Evidence that a leaf stands at an index of a tree.
 *
 * @param leaf the leaf's index, from 0
 * @param treeSize how many leaves the tree has
 * @param path sibling hashes from the leaf upwards
 */
public record InclusionProof(long leaf, long treeSize, List<TreeHash> path) {

    /** Copies the path. */
    public InclusionProof {
        path = List.copyOf(path);
    }

    /**
     * Whether the leaf with hash {@code leafHash} stands at this index in the tree with this size and {@code root} (RFC
     * 9162, section 2.1.3.2). False also for an index outside the tree and for a path of a wrong length.
     */
    public boolean proves(TreeHash leafHash, TreeHash root) {
        if (leaf < 0 || leaf >= treeSize) {
            return false;
        }
        BorderWalk walk = new BorderWalk(leaf, treeSize - 1);
        TreeHash hash = leafHash;
        for (TreeHash sibling : path) {
            if (walk.isAtRoot()) {
                return false;
            }
            hash = walk.siblingIsLeft() ? TreeHash.ofChildren(sibling, hash) : TreeHash.ofChildren(hash, sibling);
            walk.up();
        }
        return walk.isAtRoot() && hash.equals(root);
    }
}
