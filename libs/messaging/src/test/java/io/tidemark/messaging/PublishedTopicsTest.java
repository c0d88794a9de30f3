package io.tidemark.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.testkit.RepositoryFiles;
import io.tidemark.testkit.real.RealParts;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The topics that are made have the partitions and the retention that the AsyncAPI document says. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class PublishedTopicsTest {
    @Inject
    Topics topics;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap = "";

    @Test
    void a_services_topic_is_as_published() throws Exception {
        topics.ensureKeptForEver(topics.events("compute"), Topics.EVENT_PARTITIONS);

        assertThatItIsAsPublished(topics.events("compute"), "compute.events");
    }

    @Test
    void a_nodes_directives_are_as_published() throws Exception {
        String topic = topics.directives(UUID.randomUUID().toString());
        topics.ensureCompacted(topic);

        assertThatItIsAsPublished(topic, "node.directives");
    }

    @Test
    void the_measurements_are_as_published() throws Exception {
        topics.ensureShortLived(topics.telemetry());

        assertThatItIsAsPublished(topics.telemetry(), "node.telemetry");
    }

    private void assertThatItIsAsPublished(String topic, String channel) throws Exception {
        JsonNode kafka = new YAMLMapper()
                .readTree(RepositoryFiles.read(RepositoryFiles.find("event-schemas/asyncapi.yaml")))
                .path("channels")
                .path(channel)
                .path("bindings")
                .path("kafka");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            assertThat(partitions(admin, topic))
                    .isEqualTo(kafka.path("partitions").asInt());
            Config config = config(admin, topic);
            kafka.path("topicConfiguration")
                    .properties()
                    .forEach(setting -> assertThat(config.get(setting.getKey()).value())
                            .as(setting.getKey())
                            .isEqualTo(text(setting.getValue())));
        }
    }

    private static int partitions(Admin admin, String topic) throws InterruptedException, ExecutionException {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .values()
                .iterator()
                .next()
                .partitions()
                .size();
    }

    private static Config config(Admin admin, String topic) throws InterruptedException, ExecutionException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .values()
                .iterator()
                .next();
    }

    /** Kafka shows a list as one text. */
    private static String text(JsonNode value) {
        return value.isArray() ? value.path(0).asText() : value.asText();
    }
}
