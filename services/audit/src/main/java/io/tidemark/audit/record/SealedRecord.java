package io.tidemark.audit.record;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.audit.log.Leaf;
import io.tidemark.audit.log.TreeHash;

/**
 * An entry of the audit log: the payload of {@value #TYPE}.
 *
 * @param leaf the index of its leaf in the tree, dense from 0
 * @param leafHash the hash of the leaf, in hexadecimal digits
 * @param event the audited event; the canonical JSON of this, or its digest envelope, is what the leaf holds
 */
public record SealedRecord(long leaf, String leafHash, JsonNode event) {

    /** The wire name of the event that seals a record. */
    public static final String TYPE = "tidemark.audit.record.sealed.v1";

    /**
     * Seals an event as the leaf with this index. Depends on nothing else, so the same event always has the same leaf.
     *
     * @throws IllegalArgumentException if the event's payload has no canonical form
     */
    public static SealedRecord seal(long leaf, AuditedEvent event) {
        JsonNode tree = RecordJson.treeOf(event);
        return new SealedRecord(leaf, leafOf(tree).hash().hex(), tree);
    }

    /** A record as it is kept. */
    public static SealedRecord parse(String json) {
        return RecordJson.read(json, SealedRecord.class);
    }

    /** The leaf: what was hashed, made anew from the event that is kept. */
    public Leaf content() {
        return leafOf(event);
    }

    /** The leaf's hash as it was when it was sealed. */
    public TreeHash sealedHash() {
        return TreeHash.ofHex(leafHash);
    }

    /** The event as an object. */
    public AuditedEvent audited() {
        return RecordJson.as(event, AuditedEvent.class);
    }

    private static Leaf leafOf(JsonNode event) {
        return Leaf.of(event.path("id").asText(), JsonValues.object(event));
    }
}
