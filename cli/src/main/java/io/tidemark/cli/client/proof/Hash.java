package io.tidemark.cli.client.proof;

import java.util.Base64;
import java.util.HexFormat;

/**
 * A SHA-256 hash. Immutable, compared by value.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Hash(String hex) {
    private static final int BYTES = 32;

    public static Hash of(byte[] bytes) {
        return new Hash(HexFormat.of().formatHex(bytes));
    }

    /** @throws UnprovenException when the text is not a SHA-256 hash in hexadecimal digits */
    public static Hash ofHex(String text) throws UnprovenException {
        if (!text.matches("[0-9a-fA-F]{64}")) {
            throw new UnprovenException("not a SHA-256 hash in hexadecimal digits: \"" + text + "\"");
        }
        return of(HexFormat.of().parseHex(text));
    }

    /** @throws UnprovenException when the text is not a SHA-256 hash in base 64 */
    public static Hash ofBase64(String text) throws UnprovenException {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (bytes.length == BYTES) {
                return of(bytes);
            }
        } catch (IllegalArgumentException malformed) {
            throw new UnprovenException("not a SHA-256 hash in base 64: \"" + text + "\"");
        }
        throw new UnprovenException("not a SHA-256 hash in base 64: \"" + text + "\"");
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes());
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
