package io.tidemark.testkit.published;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tidemark.testkit.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The generated documents are as the schemas and subscriptions say today, and make sense by themselves. */
class PublishedDocumentsTest {
    private static final PublishedLanguage LANGUAGE = PublishedLanguage.ofThisRepository();
    private static final Path ASYNC_API = AsyncApiDocument.fileOf(LANGUAGE);
    private static final Path CATALOGUE = EventCatalogue.fileOf(LANGUAGE);
    private static final String REGENERATE = "regenerate it as CONTRIBUTING.md says";

    @Test
    void the_asyncapi_document_is_fresh() {
        assertThat(RepositoryFiles.read(ASYNC_API)).as(REGENERATE).isEqualTo(new AsyncApiDocument(LANGUAGE).yaml());
    }

    @Test
    void the_event_catalogue_is_fresh() {
        assertThat(RepositoryFiles.read(CATALOGUE)).as(REGENERATE).isEqualTo(new EventCatalogue(LANGUAGE).markdown());
    }

    @Test
    void every_reference_in_the_asyncapi_document_leads_somewhere() throws IOException {
        JsonNode document = document();
        List<String> references = new ArrayList<>();
        collect(document, references);

        assertThat(references).hasSizeGreaterThan(LANGUAGE.versions().size());
        assertThat(references).allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isMissingNode()).isFalse();
            } else {
                assertThat(LANGUAGE.root().resolve(reference)).exists();
            }
        });
    }

    @Test
    void every_version_is_sent_by_its_part_on_one_channel() throws IOException {
        JsonNode document = document();
        Set<String> sent = new TreeSet<>();
        document.path("operations").forEach(operation -> {
            if (operation.path("action").asText().equals("send")) {
                operation
                        .path("messages")
                        .forEach(message -> assertThat(sent.add(last(message)))
                                .as(last(message))
                                .isTrue());
            }
        });

        assertThat(sent).containsExactlyElementsOf(types());
    }

    @Test
    void whoever_receives_a_version_knows_it_by_a_published_name() {
        Subscriptions subscriptions = new Subscriptions(LANGUAGE);
        Set<String> published = types();

        assertThat(subscriptions.parts())
                .isNotEmpty()
                .allSatisfy(part ->
                        assertThat(subscriptions.typesOf(part)).isSubsetOf(with(published, Subscriptions.EVERYTHING)));
    }

    @Test
    void every_logged_version_is_audited() {
        Subscriptions subscriptions = new Subscriptions(LANGUAGE);

        assertThat(LANGUAGE.versions())
                .filteredOn(version ->
                        Flow.of(version).isLogged() && !version.part().equals("audit"))
                .allMatch(version -> subscriptions.receiversOf(version.type()).contains("audit"));
    }

    private static JsonNode document() throws IOException {
        return new YAMLMapper().readTree(Files.readString(ASYNC_API));
    }

    private static void collect(JsonNode node, List<String> references) {
        if (node.has("$ref")) {
            references.add(node.path("$ref").asText());
        }
        node.forEach(child -> collect(child, references));
    }

    private static Set<String> types() {
        Set<String> types = new TreeSet<>();
        LANGUAGE.versions().forEach(version -> types.add(version.type()));
        return types;
    }

    private static Set<String> with(Set<String> types, String more) {
        Set<String> all = new TreeSet<>(types);
        all.add(more);
        return all;
    }

    private static String last(JsonNode reference) {
        String target = reference.path("$ref").asText();
        return target.substring(target.lastIndexOf('/') + 1);
    }
}
