package io.tidemark.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A topic as a consumer sees it that drops what it has seen. */
final class FirstSights {
    private FirstSights() {}

    /** No key shows a revision before the one below it. */
    static void assertOrdered(List<ConsumerRecord<String, byte[]>> records) {
        Map<String, Long> last = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            if (seen.add(CloudEvents.id(record))) {
                long revision = CloudEvents.find(record.headers(), "ce_streamrevision")
                        .map(Long::parseLong)
                        .orElseThrow();
                assertThat(revision)
                        .as("first sight of %s", record.key())
                        .isEqualTo(last.getOrDefault(record.key(), 0L) + 1);
                last.put(record.key(), revision);
            }
        }
    }
}
