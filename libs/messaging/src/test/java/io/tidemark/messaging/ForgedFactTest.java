package io.tidemark.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ForgedFactTest {
    private static final String TOPIC = "tidemark.node.a1.facts.v1";

    private static ConsumerRecord<String, byte[]> fact(String topic, String source, String subject) {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(topic, 0, 0, "k", "{}".getBytes(UTF_8));
        Map.of(
                        "ce_id",
                        UUID.randomUUID().toString(),
                        "ce_source",
                        source,
                        "ce_type",
                        "tidemark.node.vm.running.v1",
                        "ce_subject",
                        subject,
                        "ce_time",
                        "2026-11-22T08:00:00Z",
                        "ce_streamrevision",
                        "1",
                        "ce_correlationid",
                        UUID.randomUUID().toString(),
                        "ce_causationid",
                        UUID.randomUUID().toString(),
                        "ce_actor",
                        "system:node")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return record;
    }

    @Test
    void a_node_speaks_for_itself() {
        assertThat(CloudEvents.read(fact(TOPIC, "/tidemark/node/a1", "a1")).aggregate())
                .isEqualTo("a1");
    }

    @Test
    void a_fact_that_names_another_node_than_its_topic_is_no_event() {
        assertThatIllegalArgumentException().isThrownBy(() -> CloudEvents.read(fact(TOPIC, "/tidemark/node/a1", "b2")));
        assertThatIllegalArgumentException().isThrownBy(() -> CloudEvents.read(fact(TOPIC, "/tidemark/node/b2", "a1")));
        assertThatIllegalArgumentException().isThrownBy(() -> CloudEvents.read(fact(TOPIC, "/tidemark/node/b2", "b2")));
    }
}
