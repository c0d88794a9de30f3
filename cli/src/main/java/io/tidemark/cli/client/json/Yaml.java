package io.tidemark.cli.client.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/**
 * Trees as YAML, every string quoted so that no reader takes a name for a number. Apart from {@link Json} so that
 * nobody else pays for loading it.
 */
public final class Yaml {
    private Yaml() {}

    private static final class Lazy {
        static final YAMLMapper MAPPER = YAMLMapper.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .build();
    }

    public static String write(JsonNode node) {
        try {
            return Lazy.MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree always writes as YAML", impossible);
        }
    }
}
