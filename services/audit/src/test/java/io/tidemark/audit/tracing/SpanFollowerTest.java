package io.tidemark.audit.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tidemark.testkit.real.Neighbour;
import io.tidemark.testkit.real.RealParts;
import io.tidemark.testkit.real.TopicLog;
import io.tidemark.testkit.real.TraceReceiver;
import java.time.Duration;
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
            traceId = correlation.replace("-", "");
        }

        Awaitility.await("the span")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(TraceReceiver.trace(traceId))
                        .anyMatch(span -> span.name().equals(STARTED)
                                && vm.equals(span.attributes().get("tidemark.subject"))));
        assertThat(TraceReceiver.asked()).isGreaterThan(2);
        assertThat(TraceReceiver.trace(traceId))
                .as("audit tells of others' work, not of its own")
                .hasSize(1);
    }

    /** Only here is there a collector. */
    public static final class Traced implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(TraceReceiver.class, Map.of("refuse", "2")));
        }
    }
}
