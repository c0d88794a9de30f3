package io.tidemark.testkit.published;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.eventstore.EventTypes;
import io.tidemark.eventstore.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * That a service's events and the published language say the same. A service extends this once and gives one sample
 * record for each event type; the type {@code tidemark.<service>.<aggregate>.<event>.v1} is published in
 * {@code event-schemas/<service>/<aggregate>/<event>/v1/{schema.json,sample.json}}.
 */
public abstract class EventContract {
    private static final String PREFIX = "tidemark.";
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private final String service;
    private final List<Published<?>> published;

    private final PublishedLanguage language;

    /** @param service as in the wire names, such as {@code memory-broker} */
    protected EventContract(String service, Published<?>... published) {
        this(PublishedLanguage.ofThisRepository(), service, published);
    }

    /** The same against another published language. */
    EventContract(PublishedLanguage language, String service, Published<?>... published) {
        this.language = language;
        this.service = service;
        this.published = List.of(published);
    }

    /**
     * The event types of one aggregate and a sample of each. A sample has every optional field.
     *
     * @param samples at least one record of each type; the first of a type is the one that is published
     */
    public record Published<E>(EventTypes<E> types, List<E> samples) {
        public Published {
            samples = List.copyOf(samples);
        }

        @SafeVarargs
        public static <E> Published<E> of(EventTypes<E> types, E... samples) {
            return new Published<>(types, List.of(samples));
        }

        private E sample(String type) {
            return samples.stream()
                    .filter(sample -> types.nameOf(sample).equals(type))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no sample of " + type));
        }
    }

    @TestFactory
    Stream<DynamicTest> todays_record_serialises_to_the_published_sample() {
        return each("serialises", contract -> assertThat(contract.written()).isEqualTo(contract.sample()));
    }

    @TestFactory
    Stream<DynamicTest> the_published_sample_still_reads() {
        return each(
                "reads",
                contract -> assertThat(contract.read(contract.sample())).isEqualTo(contract.record()));
    }

    /** Backward: what any writer of this version may have left out, the reader does without. */
    @TestFactory
    Stream<DynamicTest> the_least_that_the_schema_allows_reads_and_keeps_what_it_says() {
        return each("reads without what is optional", contract -> {
            JsonNode least = contract.version().leastSample();
            assertThat(contract.version().violations(least)).isEmpty();
            assertThat(contract.rewritten(least)).isEqualTo(least);
        });
    }

    /** Forward: what a later writer adds breaks neither the schema nor the reader of today. */
    @TestFactory
    Stream<DynamicTest> a_sample_with_fields_of_a_later_writer_reads_as_if_it_had_none() {
        return each("reads with what is unknown", contract -> {
            JsonNode widened = contract.version().widenedSample();
            assertThat(contract.version().violations(widened)).isEmpty();
            assertThat(contract.read(widened)).isEqualTo(contract.record());
        });
    }

    @TestFactory
    Stream<DynamicTest> the_published_sample_satisfies_its_schema() {
        return each(
                "satisfies",
                contract -> assertThat(contract.version().violations(contract.sample()))
                        .isEmpty());
    }

    @TestFactory
    Stream<DynamicTest> the_schema_names_what_is_required_and_lets_later_versions_add() {
        return each("is open", contract -> {
            JsonNode schema = contract.version().schema();
            assertThat(schema.path("$schema").asText()).isEqualTo(DIALECT);
            assertThat(schema.path("title").asText()).isEqualTo(contract.type());
            assertThat(schema.path("required").isArray()).as("required").isTrue();
            assertThat(schema.path("additionalProperties").asBoolean(true)).isTrue();
        });
    }

    /** Whatever was published once stands in logs for ever: it reads through its upcasters as an event of today. */
    @TestFactory
    Stream<DynamicTest> every_older_version_reads_as_its_newest() {
        return published.stream()
                .flatMap(one -> one.types().olderNames().stream()
                        .map(type -> DynamicTest.dynamicTest(
                                type + " reads as its newest",
                                () -> readsAsNewest(new Contract<>(language, one, type)))));
    }

    private <E> void readsAsNewest(Contract<E> contract) {
        assertThat(contract.version().violations(contract.sample())).isEmpty();
        for (JsonNode form : List.of(
                contract.sample(),
                contract.version().leastSample(),
                contract.version().widenedSample())) {
            JsonNode newest = contract.rewritten(form);
            String type = contract.published().types().nameOf(contract.read(form));
            assertThat(language.version(type).violations(newest))
                    .as(contract.type() + " as " + type)
                    .isEmpty();
        }
    }

    @Test
    void every_published_event_of_the_service_has_a_record_that_reads_it() {
        Set<String> known = new TreeSet<>();
        published.forEach(one -> {
            known.addAll(one.types().names());
            known.addAll(one.types().olderNames());
        });

        assertThat(known).allMatch(type -> type.startsWith(PREFIX + service + "."));
        assertThat(publishedTypes()).isEqualTo(known);
    }

    private Set<String> publishedTypes() {
        Set<String> types = new TreeSet<>();
        language.versionsOf(service).forEach(version -> types.add(version.type()));
        return types;
    }

    private Stream<DynamicTest> each(String does, Consumer<Contract<?>> check) {
        List<DynamicTest> tests = new ArrayList<>();
        for (Published<?> one : published) {
            for (String type : one.types().names()) {
                tests.add(DynamicTest.dynamicTest(
                        type + " " + does, () -> check.accept(new Contract<>(language, one, type))));
            }
        }
        return tests.stream();
    }

    /** One event type with its record and its files. */
    private record Contract<E>(PublishedLanguage language, Published<E> published, String type) {
        PublishedVersion version() {
            return language.version(type);
        }

        E record() {
            return published.sample(type);
        }

        JsonNode sample() {
            return version().sample();
        }

        JsonNode written() {
            return written(record());
        }

        JsonNode rewritten(JsonNode payload) {
            return written(read(payload));
        }

        private JsonNode written(E event) {
            return Json.tree(published.types().encode(event).json());
        }

        E read(JsonNode payload) {
            return published.types().decode(type, Json.write(payload));
        }
    }
}
