package io.tidemark.eventstore;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tidemark.eventstore.personal.KeyRing;
import io.tidemark.eventstore.personal.PersonalModule;
import java.io.UncheckedIOException;

/**
 * The one JSON form of events, directives, facts and read models: absent fields left out, times as RFC 3339,
 * scalars bare, unknown fields ignored on reading so that newer producers do not break older readers.
 */
public final class Json {
    private static final ObjectMapper MAPPER = configure(JsonMapper.builder().build());

    private Json() {}

    /** Gives another mapper, such as the HTTP layer's, the same form. */
    public static ObjectMapper configure(ObjectMapper mapper) {
        return mapper.registerModule(new JavaTimeModule())
                .registerModule(new Jdk8Module())
                .registerModule(new ScalarModule())
                .registerModule(new PersonalModule())
                .setSerializationInclusion(JsonInclude.Include.NON_ABSENT)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
    }

    /** @throws UncheckedIOException when the value cannot be written, as a readable personal value cannot */
    public static String write(Object value) {
        return write(MAPPER.writer(), value);
    }

    /** The same with personal values sealed. */
    public static String write(Object value, KeyRing keys) {
        return write(MAPPER.writer().withAttribute(KeyRing.class, keys), value);
    }

    private static String write(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Personal values stay sealed.
     *
     * @throws UncheckedIOException when the text is not JSON of that shape
     */
    public static <T> T read(String json, Class<T> type) {
        return read(MAPPER.readerFor(type), json);
    }

    /** The same with personal values opened. */
    public static <T> T read(String json, Class<T> type, KeyRing keys) {
        return read(MAPPER.readerFor(type).withAttribute(KeyRing.class, keys), json);
    }

    private static <T> T read(ObjectReader reader, String json) {
        try {
            return reader.readValue(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws UncheckedIOException when the text is not JSON */
    public static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
