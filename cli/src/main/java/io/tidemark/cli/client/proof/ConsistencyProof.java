package io.tidemark.cli.client.proof;

import java.util.List;

/**
 * The claim that a log only grew: that its first records are those it had before.
 *
 * @param path the hashes of RFC 6962 section 2.1.2
 */
public record ConsistencyProof(List<Hash> path) {
    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /**
     * Proves that the newer tree begins with the older one (the algorithm of RFC 9162 section 2.1.4.2).
     *
     * @param oldSize 1 or more, less than the newer checkpoint's size
     */
    public void verify(long oldSize, Hash oldRoot, Checkpoint newer) throws UnprovenException {
        boolean whole = Long.bitCount(oldSize) == 1;
        if (!whole && path.isEmpty()) {
            throw new UnprovenException("the consistency path is too short");
        }
        Ascent ascent = new Ascent(oldSize - 1, newer.size() - 1);
        ascent.skipWholeSubtree();
        // A tree of 2^n leaves is a node of the newer tree itself, which the path then leaves out.
        Hash first = whole ? oldRoot : path.getFirst();
        Hash before = first;
        Hash after = first;
        for (Hash hash : whole ? path : path.subList(1, path.size())) {
            boolean left = ascent.hasSiblingOnTheLeft("consistency");
            before = left ? MerkleTree.nodeHash(hash, before) : before;
            after = left ? MerkleTree.nodeHash(hash, after) : MerkleTree.nodeHash(after, hash);
            ascent.climb(left);
        }
        ascent.requireTop("consistency");
        if (!before.equals(oldRoot) || !after.equals(newer.root())) {
            throw new UnprovenException("the log was rewritten: what it shows now does not begin with the " + oldSize
                    + " records that it had before");
        }
    }
}
