package io.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.tidemark.eventstore.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Everything in {@code event-schemas}, also what no service of ours reads or writes with a record, such as the facts
 * of nodes: each sample satisfies its schema, and the schema means what it says.
 */
class PublishedLanguageTest {
    private static final Path ROOT = RepositoryFiles.find("event-schemas");
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    @Test
    void every_part_that_publishes_has_schemas() {
        assertThat(List.of("audit", "compute", "identity", "memory-broker", "network", "node"))
                .allSatisfy(part -> assertThat(versions().filter(directory -> directory.startsWith(ROOT.resolve(part))))
                        .isNotEmpty());
    }

    @TestFactory
    Stream<DynamicTest> a_schema_is_named_by_where_it_is() {
        return each("is named", directory -> {
            JsonNode schema = Json.tree(read(directory, "schema.json"));
            String path = ROOT.relativize(directory).toString();
            assertThat(schema.path("$schema").asText()).isEqualTo(DIALECT);
            assertThat(schema.path("$id").asText()).endsWith("/event-schemas/" + path + "/schema.json");
            assertThat(schema.path("title").asText()).isEqualTo("tidemark." + path.replace('/', '.'));
            assertThat(schema.path("description").asText()).isNotBlank();
        });
    }

    @TestFactory
    Stream<DynamicTest> a_sample_satisfies_its_schema_and_does_not_without_any_required_field() {
        return each("is satisfied", directory -> {
            String text = read(directory, "schema.json");
            String sample = read(directory, "sample.json");
            assertThat(schema(text).validate(sample, InputFormat.JSON)).isEmpty();
            for (JsonNode required : Json.tree(text).path("required")) {
                ObjectNode without = ((ObjectNode) Json.tree(sample)).without(List.of(required.asText()));
                assertThat(schema(text).validate(without.toString(), InputFormat.JSON))
                        .as("without %s", required)
                        .isNotEmpty();
            }
        });
    }

    private static Stream<DynamicTest> each(String what, java.util.function.Consumer<Path> check) {
        return versions()
                .map(directory -> DynamicTest.dynamicTest(
                        ROOT.relativize(directory) + " " + what, () -> check.accept(directory)));
    }

    private static Stream<Path> versions() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.endsWith("schema.json")).map(Path::getParent).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema schema(String text) {
        SchemaRegistryConfig strict =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(strict))
                .getSchema(text, InputFormat.JSON);
    }

    private static String read(Path directory, String name) {
        return RepositoryFiles.read(directory.resolve(name));
    }
}
