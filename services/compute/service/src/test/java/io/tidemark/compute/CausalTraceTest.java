package io.tidemark.compute;

import static io.tidemark.compute.Api.as;
import static io.tidemark.compute.Api.machine;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidemark.testkit.real.RealParts;
import io.tidemark.testkit.real.TopicLog;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From the request to the guest that runs, everything says whose trace and which cause it belongs to. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(ComputeParts.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CausalTraceTest {
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private Surroundings world;
    private String image = "";

    @BeforeAll
    void surroundings() {
        world = Surroundings.ready();
    }

    @BeforeEach
    void anImage() {
        world.awaitEnrolled();
        image = Api.image();
    }

    @AfterAll
    void goodbye() {
        world.close();
    }

    @Test
    void the_callers_trace_reaches_every_event_the_directive_and_the_event_that_the_nodes_fact_became() {
        Response asked = create(asking().header("traceparent", TRACE));
        String vm = asked.jsonPath().getString("target.id");
        String correlation = asked.header("Tidemark-Correlation");

        TopicLog.Entry directive = world.startDirective(vm);
        world.tell(directive, "running", Map.of());
        TopicLog.Entry started = world.awaitEvent("started", vm);

        List<TopicLog.Entry> story = world.events.all().stream()
                .filter(entry -> entry.key().equals(vm))
                .toList();
        assertThat(story)
                .extracting(TopicLog.Entry::type)
                .contains(
                        Surroundings.VM + "defined.v1",
                        Surroundings.VM + "port-attached.v1",
                        Surroundings.VM + "placed.v1",
                        Surroundings.VM + "memory-granted.v1",
                        Surroundings.VM + "start-directed.v1",
                        Surroundings.VM + "started.v1");
        assertThat(story).contains(started).allSatisfy(entry -> assertThatItBelongsTo(entry, correlation, TRACE));
        assertThatItBelongsTo(directive, correlation, TRACE);
        assertThat(directive.header("ce_causationid")).isEqualTo(directive.header("ce_id"));
        assertThat(story.getFirst().header("ce_causationid")).isEqualTo(correlation);
    }

    @Test
    void a_request_without_a_trace_or_with_a_malformed_one_begins_a_trace_of_the_digits_of_its_correlation() {
        for (RequestSpecification request : List.of(asking(), asking().header("traceparent", "00-not-a-trace-01"))) {
            Response asked = create(request);
            String correlation = asked.header("Tidemark-Correlation");
            TopicLog.Entry defined =
                    world.awaitEvent("defined", asked.jsonPath().getString("target.id"));

            assertThat(defined.header("ce_correlationid")).isEqualTo(correlation);
            assertThat(defined.header("ce_traceparent"))
                    .startsWith("00-" + correlation.replace("-", "") + "-")
                    .endsWith("-01");
        }
    }

    private static void assertThatItBelongsTo(TopicLog.Entry entry, String correlation, String trace) {
        assertThat(entry.header("ce_correlationid")).as(entry.type()).isEqualTo(correlation);
        assertThat(entry.header("ce_traceparent")).as(entry.type()).isEqualTo(trace);
    }

    private static RequestSpecification asking() {
        return as("alice").contentType(ContentType.JSON).header("Idempotency-Key", UUID.randomUUID());
    }

    private Response create(RequestSpecification request) {
        Response answer = request.body(machine(image, Map.of())).post(Api.BASE + "/vms");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        return answer;
    }
}
