package io.tidemark.eventstore.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended, and which moment the list shows.
 *
 * @param asOf the position that every page of the list is read at; empty for lists of what holds now
 * @param path the last row's place
 * @param id the last row's id
 */
public record PageCursor(Optional<Long> asOf, String path, String id) {
    private static final int FIELDS = 3;

    String text() {
        String fields = asOf.map(String::valueOf).orElse("") + "\n" + path + "\n" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(fields.getBytes(UTF_8));
    }

    /** @throws IllegalArgumentException when this is no cursor that a page gave */
    public static PageCursor parse(String text) {
        try {
            String[] fields = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("\n", FIELDS);
            if (fields.length == FIELDS) {
                Optional<Long> asOf = fields[0].isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(fields[0]));
                return new PageCursor(asOf, fields[1], fields[2]);
            }
        } catch (IllegalArgumentException e) {
            throw unknown(e);
        }
        throw unknown(null);
    }

    private static IllegalArgumentException unknown(@Nullable Throwable cause) {
        return new IllegalArgumentException("cursor is what 'next' of the page before said", cause);
    }
}
