package io.tidemark.audit.api;

import io.tidemark.audit.application.Proofs.Included;
import io.tidemark.audit.log.TreeHash;
import io.tidemark.audit.record.SealedRecord;
import java.util.List;

/**
 * Evidence that a record is in the log (RFC 6962, section 2.1.1). To verify: hash the bytes of {@code record} with a
 * zero byte before them, join with {@code path}, compare with {@code rootHash}, and that with a signed checkpoint.
 *
 * @param leaf the index of the leaf
 * @param treeSize how many leaves the tree has that the proof is for
 * @param rootHash that tree's root hash in hexadecimal digits
 * @param path the sibling hashes from the leaf upwards, in hexadecimal digits
 * @param leafHash the hash of the leaf in hexadecimal digits
 * @param record exactly the text whose UTF-8 bytes were hashed: the record's canonical JSON, or its digest envelope
 */
public record ProofDocument(
        long leaf, long treeSize, String rootHash, List<String> path, String leafHash, String record) {

    static ProofDocument of(SealedRecord record, Included included) {
        return new ProofDocument(
                record.leaf(),
                included.proof().treeSize(),
                included.root().hex(),
                included.proof().path().stream().map(TreeHash::hex).toList(),
                record.leafHash(),
                record.content().text());
    }
}
