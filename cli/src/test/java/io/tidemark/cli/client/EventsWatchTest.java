package io.tidemark.cli.client;

import static io.tidemark.cli.client.FakePlatform.inTurn;
import static io.tidemark.cli.client.FakePlatform.lostAfter;
import static io.tidemark.cli.client.FakePlatform.problem;
import static io.tidemark.cli.client.FakePlatform.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.client.Person.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsWatchTest {
    private static final String SSE = "text/event-stream";
    private static final String COMPUTE = "GET /api/compute/v1/events";

    private final FakePlatform platform = new FakePlatform();
    private Person alice = new Person(Path.of("/nowhere"));

    @BeforeEach
    void signIn(@TempDir Path home) {
        alice = Person.at(platform, home);
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    private static String event(int position, String type) {
        return """
                id: %d
                event: tidemark.compute.%s.v1
                data: {"id": "e-%d", "type": "tidemark.compute.%s.v1", "subject": "web1", "actor": "alice",
                data:  "time": "2026-11-22T08:00:00Z", "data": {"name": "web1"}}

                """.formatted(position, type, position, type);
    }

    @Test
    void aDroppedStreamIsResumedAfterTheLastWholeEvent() {
        platform.on(
                COMPUTE,
                inTurn(
                        lostAfter(SSE, ": hello\n\n" + event(41, "vm.defined") + "id: 42\ndata: {\"type\": \"cut"),
                        stream(SSE, event(42, "vm.placed")),
                        stream(SSE, event(43, "vm.started"))));
        Ended ended = alice.runs("events", "watch", "--service", "compute", "--count", "3");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out().lines())
                .containsExactly(
                        "2026-11-22T08:00:00Z  compute.vm.defined  web1  by alice  web1",
                        "2026-11-22T08:00:00Z  compute.vm.placed  web1  by alice  web1",
                        "2026-11-22T08:00:00Z  compute.vm.started  web1  by alice  web1");
        assertThat(platform.received(COMPUTE).stream().map(asked -> asked.header("Last-Event-ID")))
                .startsWith("", "41", "42");
        assertThat(platform.received(COMPUTE).getFirst().header("Accept")).isEqualTo(SSE);
    }

    @Test
    void scriptsGetOneEventPerLineAndMayFilterAndBeginEarlier() {
        platform.on(COMPUTE, stream(SSE, event(8, "vm.placed") + event(9, "vm.started") + event(10, "vm.stopped")));
        Ended ended = alice.runs(
                "events",
                "watch",
                "--service",
                "compute",
                "--type",
                "vm.started",
                "--after",
                "7",
                "--count",
                "1",
                "-o",
                "json");
        assertThat(ended.out().strip())
                .isEqualTo("{\"id\":\"e-9\",\"type\":\"tidemark.compute.vm.started.v1\",\"subject\":\"web1\","
                        + "\"actor\":\"alice\",\"time\":\"2026-11-22T08:00:00Z\",\"data\":{\"name\":\"web1\"}}");
        assertThat(platform.received(COMPUTE).getFirst().header("Last-Event-ID"))
                .isEqualTo("7");
        assertThat(alice.runs("events", "watch", "--after", "7").code()).isEqualTo(2);
    }

    @Test
    void whatMayNotBeWatchedIsDenied() {
        platform.on(COMPUTE, problem(403, "FORBIDDEN", "not yours"));
        assertThat(alice.runs("events", "watch", "--service", "compute").code()).isEqualTo(3);
    }

    @Test
    void unaskedTheServicesThatMayBeWatchedAre() {
        platform.on(COMPUTE, stream(SSE, event(1, "vm.started")));
        for (String service : new String[] {"network", "memory-broker", "identity"}) {
            platform.on("GET /api/" + service + "/v1/events", problem(403, "FORBIDDEN", "not yours"));
        }
        Ended ended = alice.runs("events", "watch", "--count", "1");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("compute.vm.started");
    }

    @Test
    void aPlatformThatIsDownIsSaidAtOnce() {
        platform.close();
        Ended ended = alice.runs("events", "watch", "--service", "compute");
        assertThat(ended.code()).isEqualTo(4);
        assertThat(alice.now()).isBefore(Person.MORNING.plusSeconds(10));
    }

    @Test
    void aStreamThatStaysAwayEndsTheCommand() {
        platform.on(COMPUTE, inTurn(stream(SSE, event(1, "vm.started")), problem(503, "UNAVAILABLE", "down")));
        Ended ended = alice.runs("events", "watch", "--service", "compute");
        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.out()).contains("vm.started");
    }
}
