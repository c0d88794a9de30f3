package io.tidemark.compute;

import static io.tidemark.compute.Api.machine;
import static io.tidemark.compute.Api.post;
import static io.tidemark.compute.Surroundings.awaitState;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.eventstore.StreamId;
import io.tidemark.testkit.real.RealParts;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How often a request reads the stream of its machine, which is at rest, so that nobody else reads it. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(ComputeParts.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamReadsTest {
    private Surroundings world;
    private String path = "";
    private StreamId stream = new StreamId("vm", "none");

    @BeforeAll
    void surroundings() {
        world = Surroundings.ready();
    }

    @BeforeEach
    void aMachineAtRest() {
        world.awaitEnrolled();
        Response created = post("alice", "/vms", machine(Api.image(), Map.of("start", false)));
        String vm = created.jsonPath().getString("target.id");
        path = "/vms/" + vm;
        stream = new StreamId("vm", vm);
        world.allocatePort(vm);
        awaitState(vm, "stopped");
    }

    @AfterAll
    void goodbye() {
        world.close();
    }

    @Test
    void once_to_know_the_operation_and_once_to_decide() {
        assertReads(2, () -> answered(200, post("alice", path + "/stop?dryRun=true", "{}")));
        assertReads(2, () -> answered(200, Api.delete("alice", path + "?dryRun=true")));
        assertReads(2, () -> answered(202, post("alice", path + "/stop", "{}")));
    }

    @Test
    void a_start_once_more_because_placement_asks_where_its_disk_is() {
        assertReads(3, () -> answered(200, post("alice", path + "/start?dryRun=true", "")));
    }

    @Test
    void never_for_what_is_denied_or_repeated() {
        String key = UUID.randomUUID().toString();
        String first = answered(202, post("alice", path + "/stop", "{}", key));

        assertReads(0, () -> answered(403, post("bob", path + "/stop", "{}")));
        assertReads(
                0,
                () -> assertThat(answered(202, post("alice", path + "/stop", "{}", key)))
                        .isEqualTo(first));
    }

    private void assertReads(int times, Runnable request) {
        int before = StreamReads.of(stream);
        request.run();
        assertThat(StreamReads.of(stream) - before).isEqualTo(times);
    }

    private static String answered(int status, Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        return answer.asString();
    }
}
