package io.tidemark.audit.log;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The SHA-256 hash of a leaf, of an inner node or of a whole tree (RFC 6962, section 2.1). Leaves and inner nodes are
 * hashed with different first bytes, so that no inner node can be passed off as a leaf.
 */
public final class TreeHash {

    /** The length of every hash in bytes. */
    public static final int LENGTH = 32;

    /** The hash of the tree without leaves: that of no bytes at all. */
    public static final TreeHash OF_EMPTY_TREE = new TreeHash(sha256().digest());

    private static final byte LEAF = 0;
    private static final byte INNER = 1;

    private final byte[] bytes;

    private TreeHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The hash of a leaf with these bytes. */
    public static TreeHash ofLeaf(byte[] leaf) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        return new TreeHash(digest.digest(leaf));
    }

    /** The hash of a leaf with this text in UTF-8. */
    public static TreeHash ofLeaf(String leaf) {
        return ofLeaf(leaf.getBytes(StandardCharsets.UTF_8));
    }

    /** The hash of the inner node over two subtrees; their order counts. */
    public static TreeHash ofChildren(TreeHash left, TreeHash right) {
        MessageDigest digest = sha256();
        digest.update(INNER);
        digest.update(left.bytes);
        return new TreeHash(digest.digest(right.bytes));
    }

    /**
     * A hash that was kept as bytes.
     *
     * @throws IllegalArgumentException if these are not {@value #LENGTH} bytes
     */
    public static TreeHash ofBytes(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a tree hash has " + LENGTH + " bytes, not " + bytes.length);
        }
        return new TreeHash(bytes.clone());
    }

    /**
     * A hash that was kept as hexadecimal digits.
     *
     * @throws IllegalArgumentException if these are not twice {@value #LENGTH} hexadecimal digits
     */
    public static TreeHash ofHex(String hex) {
        return ofBytes(HexFormat.of().parseHex(hex));
    }

    /**
     * A hash that was kept in base 64.
     *
     * @throws IllegalArgumentException if this is not base 64 of {@value #LENGTH} bytes
     */
    public static TreeHash ofBase64(String base64) {
        return ofBytes(Base64.getDecoder().decode(base64));
    }

    /** A copy of the hash's bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The hash in lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** The hash in standard base 64, with padding. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeHash hash && MessageDigest.isEqual(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return (bytes[0] & 0xff) << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
    }

    @Override
    public String toString() {
        return hex();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256, this one has not", e);
        }
    }
}
