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

/** Looking back, and what operators do with read models. */
class PastTest {
    private static final String VMS = "GET /api/compute/v1/vms";
    private static final String WEB1 = VMS + "/" + Samples.WEB1;
    private static final String VIEW = """
            {"name": "vm", "position": 42, "rows": 3, "versions": 9, "hash": "0123456789abcdef0123", "shape": "s",
             "rebuilt": {"at": "2026-11-22T07:00:00Z", "same": true}}""";

    private final FakePlatform platform = new FakePlatform();
    private Person alice = new Person(Path.of("/nowhere"));

    @BeforeEach
    void signIn(@TempDir Path home) {
        alice = Person.at(platform, home);
        platform.on(VMS, items(Samples.vm(Samples.WEB1, "web1"))).on(WEB1, json(Samples.vm(Samples.WEB1, "web1")));
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void everyReadOfACommandLooksAsOfTheSameMoment() {
        assertThat(alice.runs("vm", "show", "web1", "--as-of", "5m").code()).isZero();
        assertThat(platform.received())
                .hasSize(2)
                .allSatisfy(sent -> assertThat(sent.target()).endsWith("asOf=2026-11-22T07%3A55%3A00Z"));
        alice.runs("vm", "list", "--as-of", "2026-11-22T07:30:00+01:00");
        assertThat(platform.received().getLast().target()).endsWith("/vms?asOf=2026-11-22T07%3A30%3A00%2B01%3A00");
        alice.runs("vm", "list", "--as-of", "17");
        assertThat(platform.received().getLast().target()).endsWith("/vms?asOf=17");
        alice.runs("vm", "list");
        assertThat(platform.received().getLast().target()).endsWith("/vms");
    }

    @Test
    void whatIsNoMomentIsNotSent() {
        Ended ended = alice.runs("vm", "list", "--as-of", "yesterday");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("not a moment: yesterday");
        assertThat(platform.received()).isEmpty();
    }

    @Test
    void aDifferenceShowsFieldsAndTheEventsThatChangedThem() {
        platform.on(WEB1 + "/diff", json("""
                        {"id": "%s", "from": 3, "to": 9,
                         "changes": [{"field": "state", "before": "stopped", "after": "running"},
                                     {"field": "nodeId", "after": "n1"}],
                         "events": [{"id": "e1", "type": "tidemark.compute.vm.started.v1",
                                     "time": "2026-11-22T07:58:00Z", "position": 9, "actor": "alice",
                                     "correlationId": "c1", "fields": ["state"]}]}""".formatted(Samples.WEB1)));
        Ended ended = alice.runs("vm", "diff", "web1", "--from", "1h", "--to", "1m");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("state: stopped -> running", "nodeId: (none) -> n1")
                .contains("2026-11-22T07:58:00Z  compute.vm.started  by alice  correlation c1");
        assertThat(platform.received().getLast().target())
                .endsWith("/diff?from=2026-11-22T07%3A00%3A00Z&to=2026-11-22T07%3A59%3A00Z");
    }

    @Test
    void viewsAreListedOfTheServicesThatOneMaySeeAndRebuiltByName() {
        platform.on("GET /api/compute/v1/views", json("{\"items\": [" + VIEW + "]}"))
                .on("GET /api/network/v1/views", problem(403, "ACCESS_DENIED", "not granted"))
                .on("POST /api/compute/v1/views/vm/rebuild", json("{\"name\": \"vm\"}"));
        Ended listed = alice.runs("view", "list");
        assertThat(listed.code()).as(listed.err()).isZero();
        assertThat(listed.out()).contains("compute/vm", "42", "0123456789ab", "same rows 2026-11-22T07:00:00Z");
        assertThat(alice.runs("view", "list", "--service", "network").code()).isEqualTo(3);
        assertThat(alice.runs("view", "list", "-q").out().strip()).isEqualTo("compute/vm");

        assertThat(alice.runs("view", "rebuild", "compute/vm").code()).isZero();
        assertThat(platform.received("POST /api/compute/v1/views/vm/rebuild"))
                .singleElement()
                .satisfies(sent -> assertThat(sent.header("Idempotency-Key")).isNotEmpty());
        assertThat(alice.runs("view", "rebuild", "vm").code()).isEqualTo(2);
    }
}
