package io.tidemark.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;
import io.tidemark.testkit.real.TraceReceiver;
import io.tidemark.testkit.real.TraceReceiver.Told;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a tracing tool is told of a create: one tree over all services and the node, down to its calls. */
abstract class TraceOfACreate {
    private static final String TRACE = "71de0000000000000000000000000001";
    private static final String CALLER = "71de000000000002";

    private final Stage stage;

    TraceOfACreate(Stage stage) {
        this.stage = stage;
    }

    @Test
    void from_the_request_to_the_hypervisors_call_all_is_one_tree_below_the_caller() {
        Response created = stage.alice
                .write()
                .header("traceparent", "00-" + TRACE + "-" + CALLER + "-01")
                .header("Prefer", "wait=60")
                .body(stage.alice.tinyVm("traced", stage.tinyImage()))
                .post("/api/compute/v1/vms");
        assertThat(created.<String>path("state")).as(created.asString()).isEqualTo("succeeded");

        Map<String, Told> spans =
                await().atMost(Duration.ofSeconds(60)).until(TraceOfACreate::spans, TraceOfACreate::isWhole);

        assertThat(spans.values())
                .extracting(Told::part)
                .contains("tidemark-compute", "tidemark-network", "tidemark-memory-broker", "tidemark-node");
        assertThat(above("virDomainCreateXML", spans))
                .as("what led to the start of the guest's process")
                .containsSubsequence(
                        "tidemark.node.vm.running.v1",
                        "tidemark.compute.vm.start-directed.v1",
                        "tidemark.compute.vm.defined.v1",
                        "POST /api/compute/v1/vms");
        String vm = created.path("target.id");
        stage.remove(vm);
    }

    /** The last one to come is told of by audit, which seals what the others wrote; nothing may hang in the air then. */
    private static boolean isWhole(Map<String, Told> spans) {
        Set<String> known =
                Stream.concat(Stream.of(CALLER), spans.keySet().stream()).collect(Collectors.toSet());
        return spans.values().stream().anyMatch(span -> span.name().equals("virDomainCreateXML"))
                && spans.values().stream().allMatch(span -> known.contains(span.parentId()));
    }

    /** By their ids: a span may be told twice, but then it is the same. */
    private static Map<String, Told> spans() {
        return TraceReceiver.trace(TRACE).stream()
                .distinct()
                .collect(Collectors.toMap(Told::spanId, Function.identity()));
    }

    private static List<String> above(String name, Map<String, Told> spans) {
        Told call = spans.values().stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
        return Stream.iterate(
                        Optional.of(call), Optional::isPresent, span -> span.map(below -> spans.get(below.parentId())))
                .flatMap(Optional::stream)
                .map(Told::name)
                .toList();
    }
}
