package io.tidemark.benchmarks.create;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JourneyTest {
    private static final Instant POSTED = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant ANSWERED = POSTED.plusMillis(1_000);

    private final ObjectNode trace = JsonNodeFactory.instance.objectNode();
    private ArrayNode siblings = trace.putArray("roots");

    /** One more event, caused by the one before. */
    private JourneyTest event(String name, long millis) {
        ObjectNode node = siblings.addObject()
                .put("type", "tidemark." + name + ".v1")
                .put("time", POSTED.plusMillis(millis).toString());
        siblings = node.putArray("children");
        return this;
    }

    @Test
    void hops_follow_each_other_without_a_gap_and_the_later_of_two_ends_their_common_hop() {
        event("compute.vm.defined", 20)
                .event("network.port.allocated", 50)
                .event("compute.vm.port-attached", 90)
                .event("compute.vm.placed", 91)
                .event("compute.vm.memory-granted", 120)
                .event("compute.vm.port-bound", 300)
                .event("compute.vm.start-directed", 300)
                .event("node.vm.running", 800)
                .event("compute.vm.started", 900);

        Journey journey = Journey.of(POSTED, ANSWERED, trace).orElseThrow();

        assertThat(journey.hops())
                .containsEntry(Hop.DEFINED, Duration.ofMillis(20))
                .containsEntry(Hop.PREPARED, Duration.ofMillis(209))
                .containsEntry(Hop.DIRECTED, Duration.ZERO)
                .containsEntry(Hop.RUNNING, Duration.ofMillis(500))
                .containsEntry(Hop.ANSWERED, Duration.ofMillis(100));
        assertThat(journey.whole()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_trace_that_is_not_whole_yet_gives_no_journey() {
        event("compute.vm.defined", 20).event("network.port.allocated", 50);

        assertThat(Journey.of(POSTED, ANSWERED, trace)).isEmpty();
    }

    @Test
    void the_table_shares_out_the_whole() {
        the_whole_chain();
        Journeys journeys = new Journeys();
        journeys.add(Journey.of(POSTED, ANSWERED, trace).orElseThrow());

        assertThat(journeys.table().lines())
                .anyMatch(line -> line.contains("memory granted") && line.endsWith("| 20.0 % |"))
                .last()
                .asString()
                .contains("1000.0 ms");
    }

    private void the_whole_chain() {
        long millis = 100;
        for (Hop hop : Hop.values()) {
            for (String type : hop.endedBy()) {
                event(type.substring("tidemark.".length(), type.length() - ".v1".length()), millis);
                millis += 100;
            }
        }
    }
}
