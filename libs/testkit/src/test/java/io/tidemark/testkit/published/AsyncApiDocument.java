package io.tidemark.testkit.published;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The published language as an AsyncAPI 3.0 document: topics as channels, versions as messages, parts as operations. */
final class AsyncApiDocument {
    private static final String KAFKA_BINDING = "0.5.0";
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private final PublishedLanguage language;
    private final ReleasedVersions released;
    private final Subscriptions subscriptions;
    private final Map<String, PublishedTopic> topics = new TreeMap<>();
    private final Map<String, List<PublishedVersion>> versionsByTopic = new TreeMap<>();

    AsyncApiDocument(PublishedLanguage language) {
        this.language = language;
        this.released = new ReleasedVersions(language);
        this.subscriptions = new Subscriptions(language);
        for (PublishedVersion version : language.versions()) {
            PublishedTopic topic = PublishedTopic.of(version);
            topics.put(topic.id(), topic);
            versionsByTopic.computeIfAbsent(topic.id(), id -> new ArrayList<>()).add(version);
        }
    }

    static Path fileOf(PublishedLanguage language) {
        return language.root().resolve("asyncapi.yaml");
    }

    String yaml() {
        try {
            return YAML.writeValueAsString(tree());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree always writes as YAML", e);
        }
    }

    private ObjectNode tree() {
        ObjectNode document = object();
        document.put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Tidemark")
                .put("version", "1")
                .put(
                        "description",
                        "Everything that travels between the parts of Tidemark. Generated from the schemas beside it.")
                .putObject("license")
                .put("name", "Apache-2.0");
        document.put("defaultContentType", "application/json");
        document.putObject("servers")
                .putObject("kafka")
                .put("host", "127.0.0.1:7403")
                .put("protocol", "kafka")
                .put(
                        "description",
                        "One machine's platform; in Kubernetes the cluster's Kafka. The topics' leading tidemark is tidemark.topics.prefix.");
        document.set("channels", channels());
        document.set("operations", operations());
        document.set("components", components());
        return document;
    }

    private ObjectNode channels() {
        ObjectNode channels = object();
        topics.values().forEach(topic -> channels.set(topic.id(), channel(topic)));
        return channels;
    }

    private ObjectNode channel(PublishedTopic topic) {
        ObjectNode channel = object();
        channel.put("address", topic.address());
        channel.put("description", topic.about());
        channel.putArray("servers").add(ref("#/servers/kafka"));
        if (topic.address().contains("{nodeId}")) {
            channel.putObject("parameters").putObject("nodeId").put("description", "The node's id, a UUID.");
        }
        ObjectNode messages = channel.putObject("messages");
        on(topic).forEach(version -> messages.set(version.type(), ref("#/components/messages/" + version.type())));
        ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
        kafka.put("partitions", topic.partitions());
        kafka.set("topicConfiguration", YAML.valueToTree(new TreeMap<>(topic.config())));
        kafka.put("bindingVersion", KAFKA_BINDING);
        return channel;
    }

    private List<PublishedVersion> on(PublishedTopic topic) {
        return versionsByTopic.getOrDefault(topic.id(), List.of());
    }

    private ObjectNode operations() {
        ObjectNode operations = object();
        for (PublishedTopic topic : topics.values()) {
            for (String writer : topic.writers()) {
                List<PublishedVersion> sent = on(topic).stream()
                        .filter(version -> version.part().equals(writer))
                        .toList();
                operations.set(writer + ".sends." + topic.id(), operation("send", topic, sent));
            }
        }
        for (String part : subscriptions.parts()) {
            receivedBy(part)
                    .forEach((topic, received) ->
                            operations.set(part + ".receives." + topic.id(), operation("receive", topic, received)));
        }
        return operations;
    }

    private Map<PublishedTopic, List<PublishedVersion>> receivedBy(String part) {
        Map<PublishedTopic, List<PublishedVersion>> received = new LinkedHashMap<>();
        for (PublishedVersion version : subscriptions.versionsOf(part)) {
            received.computeIfAbsent(PublishedTopic.of(version), topic -> new ArrayList<>())
                    .add(version);
        }
        return received;
    }

    private static ObjectNode operation(String action, PublishedTopic topic, List<PublishedVersion> versions) {
        String channel = "#/channels/" + topic.id();
        ObjectNode operation = object();
        operation.put("action", action);
        operation.set("channel", ref(channel));
        versions.forEach(version -> operation.withArray("messages").add(ref(channel + "/messages/" + version.type())));
        return operation;
    }

    private ObjectNode components() {
        ObjectNode components = object();
        ObjectNode messages = components.putObject("messages");
        language.versions().forEach(version -> messages.set(version.type(), message(version)));
        ObjectNode schemas = components.putObject("schemas");
        Arrays.stream(Flow.values()).forEach(flow -> schemas.set(headersOf(flow), headers(flow)));
        return components;
    }

    private ObjectNode message(PublishedVersion version) {
        ObjectNode message = object();
        message.put("name", version.type());
        message.put("summary", version.schema().path("description").asText());
        message.put("contentType", "application/json");
        message.set("headers", ref("#/components/schemas/" + headersOf(Flow.of(version))));
        String directory = language.root().relativize(version.directory()).toString();
        message.set("payload", ref("./" + directory + "/" + PublishedVersion.SCHEMA));
        message.putArray("tags").addObject().put("name", released.isReleased(version) ? "released" : "draft");
        ObjectNode kafka = message.putObject("bindings").putObject("kafka");
        kafka.putObject("key")
                .put("type", "string")
                .put("description", PublishedTopic.of(version).key());
        kafka.put("bindingVersion", KAFKA_BINDING);
        return message;
    }

    private static String headersOf(Flow flow) {
        return flow.name().toLowerCase(Locale.ROOT) + ".headers";
    }

    private static ObjectNode headers(Flow flow) {
        ObjectNode schema = object();
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        for (RecordHeader header : RecordHeader.of(flow)) {
            properties.putObject(header.wireName()).put("type", "string").put("description", header.about());
            if (header.isAlways()) {
                schema.withArray("required").add(header.wireName());
            }
        }
        return schema;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static JsonNode ref(String target) {
        return object().put("$ref", target);
    }
}
