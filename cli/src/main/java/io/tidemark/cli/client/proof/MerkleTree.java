package io.tidemark.cli.client.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** The hashes of RFC 6962 section 2.1 over SHA-256. Pure. */
public final class MerkleTree {
    private static final byte LEAF = 0x00;
    private static final byte NODE = 0x01;

    private MerkleTree() {}

    public static Hash leafHash(byte[] record) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        return Hash.of(digest.digest(record));
    }

    public static Hash nodeHash(Hash left, Hash right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        digest.update(left.bytes());
        return Hash.of(digest.digest(right.bytes()));
    }

    /**
     * The root that an inclusion path leads to (the algorithm of RFC 9162 section 2.1.3.2).
     *
     * @param leaf the leaf's number, from 0
     * @param treeSize how many leaves the tree has
     * @param path the sibling hashes, from the leaf's upwards
     * @throws UnprovenException when the path has not the length that this leaf's place asks for
     */
    public static Hash rootFrom(long leaf, long treeSize, Hash leafHash, List<Hash> path) throws UnprovenException {
        if (leaf < 0 || leaf >= treeSize) {
            throw new UnprovenException("leaf " + leaf + " is not in a tree of " + treeSize);
        }
        Ascent ascent = new Ascent(leaf, treeSize - 1);
        Hash hash = leafHash;
        for (Hash sibling : path) {
            boolean left = ascent.hasSiblingOnTheLeft("inclusion");
            hash = left ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
            ascent.climb(left);
        }
        ascent.requireTop("inclusion");
        return hash;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException broken) {
            throw new IllegalStateException("every JDK has SHA-256", broken);
        }
    }
}
