package io.tidemark.cli.client.proof;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A freshly generated Ed25519 key that signs notes, as a log's operator holds one. */
public final class LogKey {
    private final String name;
    private final KeyPair pair;

    public LogKey(String name) {
        this.name = name;
        try {
            this.pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** The key as {@code GET /key} gives it. */
    public String verifierKey() {
        return name + "+" + HexFormat.of().formatHex(id()) + "+"
                + Base64.getEncoder().encodeToString(typed());
    }

    /** A note over this text, which ends with a newline. */
    public String note(String text) {
        byte[] signature = signature(text);
        byte[] line = Arrays.copyOf(id(), 4 + signature.length);
        System.arraycopy(signature, 0, line, 4, signature.length);
        return text + "\n\u2014 " + name + " " + Base64.getEncoder().encodeToString(line) + "\n";
    }

    public String checkpoint(String origin, long size, Hash root) {
        return note(origin + "\n" + size + "\n" + root.base64() + "\n");
    }

    private byte[] signature(String text) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(pair.getPrivate());
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            return signer.sign();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private byte[] typed() {
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] typed = new byte[33];
        typed[0] = 1;
        System.arraycopy(encoded, encoded.length - 32, typed, 1, 32);
        return typed;
    }

    private byte[] id() {
        MessageDigest digest = MerkleTree.sha256();
        digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(digest.digest(typed()), 4);
    }
}
