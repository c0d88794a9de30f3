package io.tidemark.audit.log;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** The key pair that the examples of Go's package {@code sumdb/note} use: published, hence good for tests only. */
final class Keys {

    static final String VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    static final String ANOTHER_VERIFIER = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";

    /** Signature type and seed, as Go's private key text holds them. */
    private static final String TYPED_SEED = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

    private Keys() {}

    static SigningKey signing() {
        return SigningKey.of(VerifierKey.parse(VERIFIER), pkcs8());
    }

    /** RFC 8410, section 7: an Ed25519 private key is its seed behind a fixed prefix. */
    static byte[] pkcs8() {
        byte[] typed = Base64.getDecoder().decode(TYPED_SEED);
        byte[] prefix = HexFormat.of().parseHex("302e020100300506032b657004220420");
        return ByteBuffer.allocate(48)
                .put(prefix)
                .put(Arrays.copyOfRange(typed, 1, typed.length))
                .array();
    }
}
