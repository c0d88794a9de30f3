package io.tidemark.compute;

import static io.tidemark.compute.Api.as;
import static io.tidemark.compute.Api.eventually;
import static io.tidemark.compute.Api.machine;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tidemark.testkit.real.RealParts;
import io.tidemark.testkit.real.TopicLog;
import io.tidemark.testkit.real.TraceReceiver;
import io.tidemark.testkit.real.TraceReceiver.Told;
import io.tidemark.tracing.SpanIds;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A create as its operator sees it in a tracing tool: what compute did, below its request. Steps between are spans of
 * events, which audit tells of under ids that follow from the events'.
 */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(ComputeParts.class)
@TestProfile(SpanTreeTest.Traced.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpanTreeTest {
    private static final String CALLERS_TRACE = "4bf92f3577b34da6a3ce929d0e0e4737";
    private static final String CALLERS_SPAN = "00f067aa0ba902b7";

    private Surroundings world;

    @BeforeAll
    void surroundings() {
        world = Surroundings.ready();
    }

    @BeforeEach
    void enrolled() {
        world.awaitEnrolled();
    }

    @AfterAll
    void goodbye() {
        world.close();
    }

    @Test
    void without_a_callers_trace_the_request_is_the_root() {
        Response asked = create(Map.of());
        String trace = asked.header("Tidemark-Correlation").replace("-", "");

        Told request = eventually()
                .until(() -> named(trace, "POST /api/compute/v1/vms"), found -> found.size() == 1)
                .getFirst();

        assertThat(request.parentId()).isEmpty();
        assertThat(trace).endsWith(request.spanId());
        assertThat(request.attributes()).containsEntry("http.response.status_code", "202");
    }

    @Test
    void from_the_request_to_the_running_guest_all_is_one_tree_under_the_callers_ids() {
        Response asked = create(Map.of("traceparent", "00-" + CALLERS_TRACE + "-" + CALLERS_SPAN + "-01"));
        String vm = asked.jsonPath().getString("target.id");
        UUID correlation = UUID.fromString(asked.header("Tidemark-Correlation"));
        world.tell(world.startDirective(vm), "running", Map.of());
        TopicLog.Entry started = world.awaitEvent("started", vm);

        String published = "publish " + Surroundings.VM + "started.v1";
        eventually().until(() -> !named(CALLERS_TRACE, published).isEmpty());
        eventually()
                .until(() -> !named(CALLERS_TRACE, "POST /api/compute/v1/vms").isEmpty());

        List<Told> spans = TraceReceiver.trace(CALLERS_TRACE);
        String request = SpanIds.of(correlation).orElseThrow();
        assertThat(named(CALLERS_TRACE, "POST /api/compute/v1/vms"))
                .singleElement()
                .satisfies(span -> {
                    assertThat(span.spanId()).isEqualTo(request);
                    assertThat(span.parentId()).isEqualTo(CALLERS_SPAN);
                    assertThat(span.kind()).isEqualTo("SERVER");
                });
        assertThat(named(CALLERS_TRACE, "append")).hasSizeGreaterThan(2).anySatisfy(span -> {
            assertThat(span.parentId()).isEqualTo(request);
            assertThat(span.attributes()).containsEntry("tidemark.events", Surroundings.VM + "defined.v1");
        });
        assertThat(named(CALLERS_TRACE, published))
                .singleElement()
                .satisfies(span -> assertThat(span.parentId()).isEqualTo(spanOf(started)));
        assertThat(named(CALLERS_TRACE, "handle tidemark.node.vm.running.v1"))
                .singleElement()
                .satisfies(span -> assertThat(span.kind()).isEqualTo("CONSUMER"));
        assertThatNothingHangsInTheAir(spans, request);
        assertThat(spans).extracting(Told::spanId).doesNotHaveDuplicates();
    }

    /** Every parent is a span of the trace, or that of an event of it. */
    private void assertThatNothingHangsInTheAir(List<Told> spans, String request) {
        Set<String> known = Stream.of(
                        spans.stream().map(Told::spanId),
                        world.everything().stream().map(SpanTreeTest::spanOf),
                        Stream.of(request, CALLERS_SPAN))
                .flatMap(ids -> ids)
                .collect(Collectors.toSet());
        assertThat(spans).allSatisfy(span -> assertThat(known).as(span.name()).contains(span.parentId()));
    }

    private static String spanOf(TopicLog.Entry event) {
        return SpanIds.of(UUID.fromString(event.header("ce_id"))).orElseThrow();
    }

    private static List<Told> named(String trace, String name) {
        return TraceReceiver.trace(trace).stream()
                .filter(span -> span.name().equals(name))
                .toList();
    }

    private static Response create(Map<String, String> headers) {
        Response answer = as("alice")
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID())
                .headers(headers)
                .body(machine(Api.image(), Map.of()))
                .post(Api.BASE + "/vms");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        return answer;
    }

    /** Only here is there a collector. */
    public static final class Traced implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(TraceReceiver.class));
        }
    }
}
