package io.tidemark.testkit.published;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The published language as a page for people. */
final class EventCatalogue {
    private static final String ABOUT = """
            # Events

            Everything that travels between the parts of Tidemark: what it means, who tells it, who listens. Generated from
            [`event-schemas/`](../../event-schemas) as `CONTRIBUTING.md` says; the same for tools:
            [`asyncapi.yaml`](../../event-schemas/asyncapi.yaml). A *released* version never changes; a *draft* still may.

            Each record is a CloudEvent 1.0 in Kafka's binary mode with a JSON payload. A payload may have more fields than its
            schema names, so a consumer passes over what it does not know: fields, and types.
            """;

    private final PublishedLanguage language;
    private final ReleasedVersions released;
    private final Subscriptions subscriptions;

    EventCatalogue(PublishedLanguage language) {
        this.language = language;
        this.released = new ReleasedVersions(language);
        this.subscriptions = new Subscriptions(language);
    }

    static Path fileOf(PublishedLanguage language) {
        return language.root().resolveSibling("docs").resolve("reference/events.md");
    }

    String markdown() {
        List<String> lines = new ArrayList<>();
        lines.add(ABOUT);
        topics(lines);
        headers(lines);
        String part = "";
        for (PublishedVersion version : language.versions()) {
            if (!version.part().equals(part)) {
                part = version.part();
                lines.add("## " + part + "\n");
            }
            version(lines, version);
        }
        return String.join("\n", lines);
    }

    private void topics(List<String> lines) {
        TreeMap<String, PublishedTopic> topics = new TreeMap<>();
        language.versions().stream()
                .map(PublishedTopic::of)
                .forEach(topic -> topics.putIfAbsent(topic.address(), topic));
        lines.add("## Topics\n");
        lines.add("| topic | what | key | partitions | kept | written by |");
        lines.add("| --- | --- | --- | --- | --- | --- |");
        topics.values()
                .forEach(topic -> lines.add(row(
                        "`" + topic.address() + "`",
                        topic.about(),
                        topic.key().replace("<", "&lt;"),
                        Integer.toString(topic.partitions()),
                        topic.kept(),
                        String.join(", ", topic.writers()))));
        lines.add("");
    }

    private static void headers(List<String> lines) {
        lines.add("## Headers\n");
        lines.add("| header | meaning | on |");
        lines.add("| --- | --- | --- |");
        for (RecordHeader header : RecordHeader.values()) {
            String flows = Arrays.stream(Flow.values())
                    .filter(header::isOn)
                    .map(flow -> flow.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
            lines.add(row(
                    "`" + header.wireName() + "`",
                    header.about().replace("<", "&lt;"),
                    flows + (header.isAlways() ? "" : " (when there is one)")));
        }
        lines.add("");
    }

    private void version(List<String> lines, PublishedVersion version) {
        List<String> receivers = subscriptions.receiversOf(version.type());
        String directory = language.root().relativize(version.directory()).toString();
        lines.add("### `" + version.type() + "`\n");
        lines.add(version.schema().path("description").asText().replace("<", "&lt;") + "\n");
        lines.add(
                "%s on `%s` · %s · received by %s · [schema](../../event-schemas/%s/schema.json) · [sample](../../event-schemas/%s/sample.json)\n"
                        .formatted(
                                Flow.of(version).name().toLowerCase(Locale.ROOT),
                                PublishedTopic.of(version).address(),
                                released.isReleased(version) ? "released" : "draft",
                                receivers.isEmpty() ? "nobody yet" : String.join(", ", receivers),
                                directory,
                                directory));
        lines.add("| field | type | meaning |");
        lines.add("| --- | --- | --- |");
        fields(lines, "", version.schema());
        lines.add("");
    }

    private static void fields(List<String> lines, String prefix, JsonNode schema) {
        List<String> required = texts(schema.path("required"));
        schema.path("properties").properties().forEach(field -> {
            String name = prefix + field.getKey();
            JsonNode type = field.getValue();
            String optional = required.contains(field.getKey()) ? "" : ", optional";
            lines.add(row(
                    "`" + name + "`",
                    typeOf(type) + optional,
                    type.path("description").asText().replace("<", "&lt;")));
            fields(lines, name + ".", type);
            fields(lines, name + "[].", type.path("items"));
        });
    }

    private static String typeOf(JsonNode schema) {
        if (schema.has("enum")) {
            return "one of "
                    + texts(schema.path("enum")).stream()
                            .map(value -> "`" + value + "`")
                            .collect(Collectors.joining(", "));
        }
        if (schema.has("format")) {
            return schema.path("format").asText();
        }
        if (schema.has("items")) {
            return "array of " + typeOf(schema.path("items"));
        }
        return schema.path("type").asText("any") + bounds(schema);
    }

    private static String bounds(JsonNode schema) {
        String from = schema.has("minimum") ? " from " + schema.path("minimum").asText() : "";
        String to = schema.has("maximum") ? " to " + schema.path("maximum").asText() : "";
        return from + to;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells).replace("\n", " ") + " |";
    }
}
