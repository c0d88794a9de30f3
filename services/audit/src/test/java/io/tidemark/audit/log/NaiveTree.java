package io.tidemark.audit.log;

import java.util.ArrayList;
import java.util.List;

/** RFC 6962, section 2.1, word by word over a list of leaf hashes: recursion and nothing else. */
record NaiveTree(List<TreeHash> leaves) {

    TreeHash root() {
        if (leaves.isEmpty()) {
            return TreeHash.OF_EMPTY_TREE;
        }
        return leaves.size() == 1 ? leaves.getFirst() : TreeHash.ofChildren(left().root(), right().root());
    }

    List<TreeHash> path(int leaf) {
        if (leaves.size() == 1) {
            return List.of();
        }
        int split = split();
        return leaf < split
                ? joined(left().path(leaf), right().root())
                : joined(right().path(leaf - split), left().root());
    }

    List<TreeHash> proof(int oldSize) {
        return subproof(oldSize, true);
    }

    private List<TreeHash> subproof(int oldSize, boolean known) {
        if (oldSize == leaves.size()) {
            return known ? List.of() : List.of(root());
        }
        int split = split();
        return oldSize <= split
                ? joined(left().subproof(oldSize, known), right().root())
                : joined(right().subproof(oldSize - split, false), left().root());
    }

    private int split() {
        int split = 1;
        while (split * 2 < leaves.size()) {
            split *= 2;
        }
        return split;
    }

    private NaiveTree left() {
        return new NaiveTree(leaves.subList(0, split()));
    }

    private NaiveTree right() {
        return new NaiveTree(leaves.subList(split(), leaves.size()));
    }

    private static List<TreeHash> joined(List<TreeHash> hashes, TreeHash last) {
        List<TreeHash> joined = new ArrayList<>(hashes);
        joined.add(last);
        return joined;
    }
}
