package io.tidemark.cli.client.vm;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes bytes that come in arbitrary pieces: a character cut in two is given out once its rest has come. What is no
 * UTF-8 becomes replacement characters. For one thread.
 */
final class Utf8Text {
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer rest = ByteBuffer.allocate(0);

    String of(byte[] bytes, int length) {
        ByteBuffer all = ByteBuffer.allocate(rest.remaining() + length);
        all.put(rest).put(bytes, 0, length).flip();
        CharBuffer characters = CharBuffer.allocate(all.remaining() + 1);
        decoder.decode(all, characters, false);
        rest = all;
        return characters.flip().toString();
    }
}
