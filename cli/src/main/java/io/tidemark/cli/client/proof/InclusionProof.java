package io.tidemark.cli.client.proof;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The claim that a record stands in the log: its place, and the hashes that lead from it to a root.
 *
 * @param record the canonical text that was hashed
 * @param leafHash what the service says the record hashes to
 * @param rootHash what the service says the path leads to
 */
public record InclusionProof(long leaf, long treeSize, String record, Hash leafHash, List<Hash> path, Hash rootHash) {

    public InclusionProof {
        path = List.copyOf(path);
    }

    /**
     * Proves that the record is the checkpoint's leaf of this number.
     *
     * @param checkpoint a verified one, of the same tree size
     */
    public void verifyAgainst(Checkpoint checkpoint) throws UnprovenException {
        Hash hashed = MerkleTree.leafHash(record.getBytes(StandardCharsets.UTF_8));
        if (!hashed.equals(leafHash)) {
            throw new UnprovenException("record " + leaf + " is not what was sealed: its hash differs from the leaf's");
        }
        if (treeSize != checkpoint.size()) {
            throw new UnprovenException("the proof is for a log of " + treeSize + " records, the signed checkpoint for "
                    + checkpoint.size());
        }
        Hash reached = MerkleTree.rootFrom(leaf, treeSize, hashed, path);
        if (!reached.equals(rootHash)) {
            throw new UnprovenException("the path of record " + leaf + " does not lead to the root that it claims");
        }
        if (!reached.equals(checkpoint.root())) {
            throw new UnprovenException("the path of record " + leaf + " leads to another root than the signed one");
        }
    }
}
