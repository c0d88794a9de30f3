package io.tidemark.cli.client;

import static io.tidemark.cli.client.FakePlatform.items;
import static io.tidemark.cli.client.FakePlatform.json;
import static io.tidemark.cli.client.FakePlatform.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.client.Person.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessCommandsTest {
    private static final String PROCESSES = "/api/compute/v1/processes";
    private static final String ONE = PROCESSES + "/" + Samples.OPERATION;
    private static final String STUCK =
            """
            {"id": "%s", "kind": "stop-vm", "state": "stuck", "vmId": "%s", "actor": "alice", "correlationId": "%s",
             "startedAt": "2026-11-22T07:55:00Z",
             "waitsFor": {"step": "stop", "on": ["node/%s"], "epoch": 1, "since": "2026-11-22T07:55:00Z",
                          "deadline": "2026-11-22T07:57:00Z", "attempts": 1},
             "compensations": [{"what": "port", "askedAt": "2026-11-22T07:56:00Z", "outcome": "confirmed"}],
             "problem": {"code": "NODE_DID_NOT_ANSWER", "detail": "no fact of its node after 120 s"},
             "steps": [{"name": "tidemark.compute.vm.stop-directed.v1", "eventId": "%s",
                        "at": "2026-11-22T07:55:00Z", "detail": "forced"}]}""".formatted(Samples.OPERATION, Samples.WEB1, Samples.CORRELATION, Samples.NODE, Samples.PORT);

    private final FakePlatform platform = new FakePlatform();
    private Person oscar = new Person(Path.of("/nowhere"));

    @BeforeEach
    void signIn(@TempDir Path home) {
        oscar = Person.at(platform, home);
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void processesAreListedByStateAndShownWithTheirEvents() {
        platform.on("GET " + PROCESSES, items(STUCK)).on("GET " + ONE, json(STUCK));

        assertThat(oscar.out("process", "list", "--state", "stuck", "--vm", Samples.WEB1))
                .contains("WAITS FOR", "stop on node/" + Samples.NODE, "2026-11-22T07:57:00Z", "NODE_DID_NOT_ANSWER");
        assertThat(platform.received().getLast().target()).endsWith("?state=stuck&vmId=" + Samples.WEB1);
        assertThat(oscar.out("process", "list", "-q")).isEqualTo(Samples.OPERATION + "\n");
        assertThat(oscar.out("process", "show", Samples.OPERATION)).contains(Samples.PORT, "port  confirmed", "forced");
        assertThat(oscar.runs("process", "list", "--state", "lost").code()).isEqualTo(2);
    }

    @Test
    void whatIsDecidedIsShownAsItStandsThen() {
        platform.on("POST " + ONE + "/retry", exchange -> {
                    exchange.getResponseHeaders().set("Tidemark-Position", "91");
                    json(202, Samples.operation("running", 10)).answer(exchange);
                })
                .on("POST " + ONE + "/cancel", problem(409, "NOT_CANCELLABLE", "vm-1 is stopping"))
                .on("GET " + ONE, json(STUCK));

        assertThat(oscar.out("process", "retry", Samples.OPERATION)).contains("stuck");
        assertThat(platform.received().getLast().header("Tidemark-Position")).isEqualTo("91");
        Ended refused = oscar.runs("process", "cancel", Samples.OPERATION);
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("NOT_CANCELLABLE");
    }

    @Test
    void oneMachineOrAllAreReconciled() {
        String found = """
                {"vmId": "%s", "verdict": "%s", "recorded": "running", "shown": "node does not run it"}""";
        platform.on(
                        "GET /api/compute/v1/vms",
                        items(Samples.vm(Samples.WEB1, "web1"), Samples.vm(Samples.WEB2, "web2")))
                .on(
                        "POST /api/compute/v1/vms/" + Samples.WEB1 + "/reconcile",
                        json(found.formatted(Samples.WEB1, "differs")))
                .on(
                        "POST /api/compute/v1/vms/" + Samples.WEB2 + "/reconcile",
                        json(found.formatted(Samples.WEB2, "agrees")));

        assertThat(oscar.out("reconcile", Samples.WEB1)).contains("differs").doesNotContain("agrees");
        assertThat(oscar.out("reconcile")).contains("differs", "agrees");
        assertThat(platform.received("GET /api/compute/v1/vms").getLast().target())
                .contains("state=deleted");
        assertThat(oscar.runs("reconcile", "web1").err()).contains("changes go by id");
    }
}
