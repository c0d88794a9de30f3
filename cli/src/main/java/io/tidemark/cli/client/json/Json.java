package io.tidemark.cli.client.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** JSON as trees. Numbers keep the digits they came with. Thread-safe; the mapper is built at first use. */
public final class Json {
    private Json() {}

    private static final class Lazy {
        static final JsonMapper MAPPER = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
        static final ObjectWriter PRETTY = MAPPER.writer(prettyPrinter());

        private static DefaultPrettyPrinter prettyPrinter() {
            Separators separators = Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator("");
            DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
            printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
            return printer;
        }
    }

    /** @throws IOException when the text is not JSON; nothing at all reads as a missing node */
    public static JsonNode read(byte[] text) throws IOException {
        return Lazy.MAPPER.readTree(text);
    }

    /** @throws IOException when the text is not JSON */
    public static JsonNode read(String text) throws IOException {
        return Lazy.MAPPER.readTree(text);
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static String pretty(JsonNode node) {
        try {
            return Lazy.PRETTY.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree always writes as JSON", impossible);
        }
    }

    public static String compact(JsonNode node) {
        try {
            return Lazy.MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree always writes as JSON", impossible);
        }
    }

    /** A field's value as text; empty when it is absent or null. */
    public static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isNull() ? "" : value.asText("");
    }
}
