package io.tidemark.audit.tracing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tidemark.testkit.real.Neighbour;
import io.tidemark.testkit.real.RealParts;
import io.tidemark.testkit.real.TopicLog;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A collector that is away at first is told of everything when it is back. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@TestProfile(SpanFollowerTest.Traced.class)
class SpanFollowerTest {
    private static final String STARTED = "tidemark.compute.vm.started.v1";

    @Test
    void a_collector_that_refuses_at_first_is_told_in_the_end_with_the_ids_that_the_records_carry() {
        String vm = UUID.randomUUID().toString();
        String traceId;
        try (Neighbour compute = Neighbour.service("compute");
                TopicLog events = TopicLog.events("compute")) {
            compute.publish(STARTED, vm, Map.of("vmId", vm));
            String correlation = events.await(STARTED, "vmId", vm).header("ce_correlationid");
            traceId = new String(HexFormat.of().parseHex(correlation.replace("-", "")), ISO_8859_1);
        }

        Awaitility.await("the span")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(Collector.taken())
                        .anyMatch(body -> body.contains(traceId) && body.contains(STARTED) && body.contains(vm)));
        assertThat(Collector.asked()).isGreaterThan(2);
    }

    /** Only here is there a collector. */
    public static final class Traced implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Collector.class));
        }
    }
}
