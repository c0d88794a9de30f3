package io.tidemark.cli.client.proof;

import java.util.ArrayList;
import java.util.List;

/** The definitions of RFC 6962 section 2.1 as they are written there, to check the other way of computing against. */
public final class SmallLog {
    private SmallLog() {}

    /** MTH(D[n]). */
    public static Hash root(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return MerkleTree.leafHash(leaves.getFirst());
        }
        int split = split(leaves.size());
        return MerkleTree.nodeHash(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }

    /** PATH(m, D[n]). */
    public static List<Hash> path(int leaf, List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return List.of();
        }
        int split = split(leaves.size());
        List<byte[]> left = leaves.subList(0, split);
        List<byte[]> right = leaves.subList(split, leaves.size());
        List<Hash> path = new ArrayList<>(leaf < split ? path(leaf, left) : path(leaf - split, right));
        path.add(leaf < split ? root(right) : root(left));
        return path;
    }

    /** PROOF(m, D[n]), for m below n. */
    public static List<Hash> growth(int oldSize, List<byte[]> leaves) {
        return growth(oldSize, leaves, true);
    }

    /** SUBPROOF(m, D[n], b). */
    private static List<Hash> growth(int oldSize, List<byte[]> leaves, boolean whole) {
        if (oldSize == leaves.size()) {
            return whole ? List.of() : List.of(root(leaves));
        }
        int split = split(leaves.size());
        List<byte[]> left = leaves.subList(0, split);
        List<byte[]> right = leaves.subList(split, leaves.size());
        List<Hash> path = new ArrayList<>(
                oldSize <= split ? growth(oldSize, left, whole) : growth(oldSize - split, right, false));
        path.add(oldSize <= split ? root(right) : root(left));
        return path;
    }

    private static int split(int size) {
        return Integer.highestOneBit(size - 1);
    }
}
