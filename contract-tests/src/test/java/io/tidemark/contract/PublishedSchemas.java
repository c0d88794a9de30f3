package io.tidemark.contract;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The schemas in {@code event-schemas/}, by wire name. */
final class PublishedSchemas {
    private final Path root = Path.of("..", "event-schemas");
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> loaded = new HashMap<>();

    /** What is wrong with a payload; empty when nothing is. {@code tidemark.compute.vm.started.v1} is in {@code compute/vm/started/v1}. */
    List<Error> flaws(String type, String json) throws IOException {
        Schema schema = loaded.get(type);
        if (schema == null) {
            Path file = root.resolve(type.replaceFirst("^tidemark\\.", "").replace('.', '/'))
                    .resolve("schema.json");
            if (!Files.exists(file)) {
                throw new IllegalStateException("an event without a published schema: " + type + " (" + file + ")");
            }
            schema = registry.getSchema(Files.readString(file), InputFormat.JSON);
            loaded.put(type, schema);
        }
        return schema.validate(json, InputFormat.JSON);
    }
}
