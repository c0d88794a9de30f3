package io.tidemark.audit.log;

import io.tidemark.audit.log.JsonValue.JsonNumber;
import io.tidemark.audit.log.JsonValue.JsonObject;
import io.tidemark.audit.log.JsonValue.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/**
 * What the log hashes for one record: the record's canonical JSON in UTF-8, or, where that is longer than a tile log
 * permits, a short envelope that holds the digest of the canonical JSON.
 *
 * @param text canonical JSON, {@value #MAX_BYTES} bytes at most
 */
public record Leaf(String text) {

    /** The longest leaf of a C2SP tile log (tlog-tiles), whose entries have a length of 16 bits. */
    public static final int MAX_BYTES = 65_535;

    /** Says in an envelope what it is. A record has no member {@code envelope}, so neither passes for the other. */
    public static final String ENVELOPE = "tidemark.audit.digest.v1";

    /** An id beyond this is cut out of the envelope's way: the digest names the record well enough. */
    private static final int MAX_ID_LENGTH = 256;

    /**
     * Checks the length.
     *
     * @throws IllegalArgumentException if the text is longer than {@value #MAX_BYTES} bytes
     */
    public Leaf {
        int length = utf8(text).length;
        if (length > MAX_BYTES) {
            throw new IllegalArgumentException("a leaf has at most " + MAX_BYTES + " bytes, not " + length);
        }
    }

    /**
     * The leaf of a record.
     *
     * @param recordId stands in the envelope, so that the record can be found; opaque
     * @param record what to seal
     * @throws IllegalArgumentException if the record has no canonical form, or looks like an envelope
     */
    public static Leaf of(String recordId, JsonObject record) {
        if (record.members().containsKey("envelope")) {
            throw new IllegalArgumentException("a record has no member \"envelope\"");
        }
        String canonical = CanonicalJson.text(record);
        byte[] bytes = utf8(canonical);
        return new Leaf(bytes.length <= MAX_BYTES ? canonical : envelope(recordId, bytes));
    }

    /** The bytes that are hashed. */
    public byte[] bytes() {
        return utf8(text);
    }

    /** The leaf's hash in the tree. */
    public TreeHash hash() {
        return TreeHash.ofLeaf(bytes());
    }

    private static String envelope(String recordId, byte[] canonical) {
        String id = recordId.length() <= MAX_ID_LENGTH ? recordId : "";
        return CanonicalJson.text(new JsonObject(Map.of(
                "envelope", new JsonText(ENVELOPE),
                "recordId", new JsonText(id),
                "sha256",
                        new JsonText(HexFormat.of().formatHex(TreeHash.sha256().digest(canonical))),
                "sizeBytes", JsonNumber.of(canonical.length))));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
