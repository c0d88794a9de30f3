package io.tidemark.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.Error;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What stands on the topics, read with decoders and schemas that are not ours. */
abstract class PublishedEvents {
    private final Stage stage;
    private final RunningPlatform platform;

    PublishedEvents(Stage stage) {
        this.stage = stage;
        this.platform = stage.platform;
    }

    @Test
    void everything_on_every_topic_is_a_cloud_event_that_its_schema_allows() throws IOException {
        PublishedSchemas schemas = new PublishedSchemas();
        List<ConsumerRecord<String, CloudEvent>> records = EventTopics.readAll(
                platform.kafka(),
                "tidemark\\.((identity|compute|network|memory-broker)\\.events|audit|node\\.(telemetry|.*\\.(facts|directives)))\\.v1");
        assertThat(records).hasSizeGreaterThan(30);
        for (ConsumerRecord<String, CloudEvent> record : records) {
            CloudEvent event = record.value();
            assertThat(event.getExtensionNames()).as(event.getType()).containsAll(extensions(event.getType()));
            String json = new String(Objects.requireNonNull(event.getData()).toBytes(), StandardCharsets.UTF_8);
            List<Error> flaws = schemas.flaws(event.getType(), json);
            assertThat(flaws).as(event.getType() + " " + json).isEmpty();
        }
    }

    /** A measurement has no cause, and only what is kept for ever has a number. */
    private static List<String> extensions(String type) {
        if (type.startsWith("tidemark.node.telemetry.")) {
            return List.of();
        }
        return type.endsWith(".heartbeat.v1") || type.contains(".directive.v")
                ? List.of("correlationid", "causationid", "actor", "traceparent")
                : List.of("correlationid", "causationid", "actor", "traceparent", "streamrevision");
    }

    @Test
    void every_event_of_the_services_is_sealed_in_the_audit_log_once() {
        List<String> published =
                EventTopics.readAll(
                                platform.kafka(), "tidemark\\.(identity|compute|network|memory-broker)\\.events\\.v1")
                        .stream()
                        .map(record -> record.value())
                        .filter(event -> !event.getType().endsWith(".heartbeat.v1"))
                        .map(CloudEvent::getId)
                        .toList();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            List<String> sealed = EventTopics.readAll(platform.kafka(), "tidemark\\.audit\\.v1").stream()
                    .map(record -> sealedId(record.value()))
                    .toList();
            assertThat(sealed).doesNotHaveDuplicates().containsAll(published);
        });
    }

    private static String sealedId(CloudEvent sealed) {
        String json = new String(Objects.requireNonNull(sealed.getData()).toBytes(), StandardCharsets.UTF_8);
        return io.restassured.path.json.JsonPath.from(json).getString("event.id");
    }

    @Test
    void a_refusal_stands_in_the_audit_log() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(stage.audrey
                                .get("/api/audit/v1/records?type=tidemark.compute.request.refused.v1")
                                .<List<?>>path("items"))
                        .isNotEmpty());
    }
}
