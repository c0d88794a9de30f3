package io.tidemark.testkit.published;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.tidemark.eventstore.Json;
import io.tidemark.testkit.RepositoryFiles;
import java.nio.file.Path;
import java.util.List;

/**
 * One version of one published event, directive, fact or measurement: its schema and its golden sample.
 *
 * @param type the wire name, such as {@code tidemark.compute.vm.started.v1}
 * @param directory where {@value #SCHEMA} and {@value #SAMPLE} stand
 */
public record PublishedVersion(String type, Path directory) {
    public static final String SCHEMA = "schema.json";
    public static final String SAMPLE = "sample.json";

    /** The part that publishes it, such as {@code memory-broker}; {@code node} for what a node's agent tells. */
    public String part() {
        return segment(1);
    }

    /** The last word of the name before the version, such as {@code started} or {@code directive}. */
    public String kind() {
        return segment(type.split("\\.", -1).length - 2);
    }

    private String segment(int index) {
        return type.split("\\.", -1)[index];
    }

    public JsonNode schema() {
        return Json.tree(RepositoryFiles.read(directory.resolve(SCHEMA)));
    }

    /** The golden sample: it has every optional field. */
    public JsonNode sample() {
        return Json.tree(RepositoryFiles.read(directory.resolve(SAMPLE)));
    }

    /** The golden sample with nothing but what the schema requires: what a writer may leave out is left out. */
    public JsonNode leastSample() {
        return SampleForms.least(schema(), sample());
    }

    /** The golden sample as a later writer may send it: every object has a field that nobody knows yet, but
     * for free payloads within it. */
    public JsonNode widenedSample() {
        return SampleForms.widened(schema(), sample());
    }

    /** What the schema has against a payload; empty when nothing. */
    public List<Error> violations(JsonNode payload) {
        SchemaRegistryConfig strict =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        Schema schema = SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(strict))
                .getSchema(RepositoryFiles.read(directory.resolve(SCHEMA)), InputFormat.JSON);
        return schema.validate(Json.write(payload), InputFormat.JSON);
    }
}
