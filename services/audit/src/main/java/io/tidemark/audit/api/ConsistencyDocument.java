package io.tidemark.audit.api;

import io.tidemark.audit.application.Proofs.Grew;
import io.tidemark.audit.log.TreeHash;
import java.util.List;

/**
 * Evidence that the log only grew between two sizes (RFC 6962, section 2.1.2).
 *
 * @param oldSize how many leaves the older tree has
 * @param newSize how many leaves the newer tree has
 * @param oldRootHash the older tree's root hash in hexadecimal digits
 * @param newRootHash the newer tree's root hash in hexadecimal digits
 * @param path the proof's hashes in hexadecimal digits; empty when the sizes are equal or the older one is 0
 */
public record ConsistencyDocument(
        long oldSize, long newSize, String oldRootHash, String newRootHash, List<String> path) {

    static ConsistencyDocument of(Grew grew) {
        return new ConsistencyDocument(
                grew.proof().oldSize(),
                grew.proof().newSize(),
                grew.oldRoot().hex(),
                grew.newRoot().hex(),
                grew.proof().path().stream().map(TreeHash::hex).toList());
    }
}
