package io.tidemark.audit.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.eventstore.Json;
import java.io.UncheckedIOException;

/**
 * Reads payloads of others as they are: in the form of {@link Json}, but numbers keep all their digits instead of
 * becoming doubles, because a record must say what was published.
 */
final class RecordJson {

    private static final ObjectMapper MAPPER = Json.configure(JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build());

    private RecordJson() {}

    /** @throws UncheckedIOException when the text is not JSON */
    static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws UncheckedIOException when the text is not JSON of that shape */
    static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The object as a tree. */
    static JsonNode treeOf(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** The tree as an object of that shape. */
    static <T> T as(JsonNode tree, Class<T> type) {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
