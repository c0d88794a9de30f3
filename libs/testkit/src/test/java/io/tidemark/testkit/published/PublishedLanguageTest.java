package io.tidemark.testkit.published;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Everything in {@code event-schemas}, also what no service of ours reads or writes with a record, such as the facts
 * of nodes: each sample satisfies its schema, and the schema means what it says.
 */
class PublishedLanguageTest {
    private static final PublishedLanguage LANGUAGE = PublishedLanguage.ofThisRepository();
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    @Test
    void every_part_that_publishes_has_schemas() {
        assertThat(List.of("audit", "compute", "identity", "memory-broker", "network", "node"))
                .allSatisfy(part -> assertThat(LANGUAGE.versionsOf(part)).isNotEmpty());
    }

    @TestFactory
    Stream<DynamicTest> a_schema_is_named_by_where_it_is() {
        return each("is named", version -> {
            JsonNode schema = version.schema();
            String path = LANGUAGE.root().relativize(version.directory()).toString();
            assertThat(version.type()).matches("tidemark(\\.[a-z]+(-[a-z]+)*){2,3}\\.v[1-9][0-9]*");
            assertThat(schema.path("$schema").asText()).isEqualTo(DIALECT);
            assertThat(schema.path("$id").asText()).endsWith("/event-schemas/" + path + "/schema.json");
            assertThat(schema.path("title").asText()).isEqualTo(version.type());
        });
    }

    @TestFactory
    Stream<DynamicTest> every_field_says_what_it_is_and_every_object_lets_later_writers_add() {
        return each("says what it is", version -> assertThatItSaysWhatItIs(version.type(), version.schema()));
    }

    private static void assertThatItSaysWhatItIs(String where, JsonNode schema) {
        assertThat(schema.path("description").asText()).as(where).isNotBlank();
        assertThat(schema.path("additionalProperties").asBoolean(true))
                .as(where)
                .isTrue();
        schema.path("properties")
                .properties()
                .forEach(field -> assertThatItSaysWhatItIs(where + "." + field.getKey(), field.getValue()));
        if (schema.has("items")) {
            assertThatItSaysWhatItIs(where + "[]", schema.path("items"));
        }
    }

    @TestFactory
    Stream<DynamicTest> a_sample_satisfies_its_schema_and_does_not_without_any_required_field() {
        return each("is satisfied", version -> {
            assertThat(version.violations(version.sample())).isEmpty();
            for (JsonNode required : version.schema().path("required")) {
                ObjectNode without = ((ObjectNode) version.sample()).without(List.of(required.asText()));
                assertThat(version.violations(without))
                        .as("without %s", required)
                        .isNotEmpty();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> other_writers_of_the_version_satisfy_it_too() {
        return each("is satisfied by others", version -> {
            assertThat(version.violations(version.leastSample())).isEmpty();
            assertThat(version.violations(version.widenedSample())).isEmpty();
        });
    }

    private static Stream<DynamicTest> each(String what, Consumer<PublishedVersion> check) {
        return LANGUAGE.versions().stream()
                .map(version -> DynamicTest.dynamicTest(version.type() + " " + what, () -> check.accept(version)));
    }
}
