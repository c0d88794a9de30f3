package io.tidemark.cli.client;

import static io.tidemark.cli.client.FakePlatform.accepted;
import static io.tidemark.cli.client.FakePlatform.inTurn;
import static io.tidemark.cli.client.FakePlatform.items;
import static io.tidemark.cli.client.FakePlatform.json;
import static io.tidemark.cli.client.FakePlatform.lost;
import static io.tidemark.cli.client.FakePlatform.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.client.FakePlatform.Received;
import io.tidemark.cli.client.Person.Ended;
import io.tidemark.cli.client.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VmCommandsTest {
    private static final String VMS = "/api/compute/v1/vms";
    private static final String OPERATION = "/api/compute/v1/operations/" + Samples.OPERATION;

    private final FakePlatform platform = new FakePlatform();
    private Person alice = new Person(Path.of("/nowhere"));

    @BeforeEach
    void signIn(@TempDir Path home) {
        alice = Person.at(platform, home);
        platform.on("GET /api/identity/v1/tenants", items(Samples.named(Samples.ACME, "acme")))
                .on("GET /api/compute/v1/images", items(Samples.image(Samples.TINY, "tiny")))
                .on("GET /api/network/v1/networks", items(Samples.named(Samples.DEFAULT_NETWORK, "default")))
                .on("GET " + VMS, items(Samples.vm(Samples.WEB1, "web1"), Samples.vm(Samples.WEB2, "web2")))
                .on("GET " + VMS + "/" + Samples.WEB1, json(Samples.vm(Samples.WEB1, "web1")))
                .on("POST " + VMS, accepted(Samples.operation("running", 0)))
                .on("GET " + OPERATION, json(Samples.operation("succeeded", 100, "placed", "started")));
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void createSendsWhatWasAskedAndWaitsForTheEnd() throws IOException {
        platform.on(
                "GET " + OPERATION,
                inTurn(
                        json(Samples.operation("running", 40, "placed")),
                        json(Samples.operation("succeeded", 100, "placed", "started"))));
        Ended ended = alice.runs(
                "vm",
                "create",
                "web1",
                "--image",
                "tiny",
                "--cpus",
                "2",
                "--memory",
                "512M",
                "--reserve",
                "256MiB",
                "--disk",
                "1.5G",
                "--network",
                "default",
                "--in-average",
                "10M");
        assertThat(ended.code()).as(ended.err()).isZero();
        Received sent = platform.received("POST " + VMS).getFirst();
        assertThat(Json.read(sent.body()))
                .isEqualTo(Json.read("""
                {"tenantId": "%s", "name": "web1", "vcpus": 2, "memoryBytes": 536870912,
                 "memoryReservationBytes": 268435456, "imageId": "%s", "diskBytes": 1610612736, "networkId": "%s",
                 "shape": {"inbound": {"averageBitsPerSecond": 10000000, "peakBitsPerSecond": 0, "burstBytes": 0},
                           "outbound": {"averageBitsPerSecond": 0, "peakBitsPerSecond": 0, "burstBytes": 0}},
                 "start": true}""".formatted(Samples.ACME, Samples.TINY, Samples.DEFAULT_NETWORK)));
        assertThat(sent.header("Authorization")).isEqualTo("Bearer token-1");
        assertThat(platform.received("GET " + OPERATION))
                .allSatisfy(
                        asked -> assertThat(asked.header("Tidemark-Position")).isEqualTo("17"));
        assertThat(ended.err()).contains("+1.00 s  placed").contains("+2.00 s  started");
        assertThat(ended.out()).contains("name:      web1").contains("memory:    512 MiB");
    }

    @Test
    void aFailedOperationEndsWithItsReason() {
        platform.on("GET " + OPERATION, json(Samples.operation("failed", 10, "placing")));
        Ended ended = alice.runs("vm", "create", "web1", "--image", "tiny");
        assertThat(ended.code()).isEqualTo(5);
        assertThat(ended.err())
                .contains("tide: create-vm failed: no node has 512 MiB free [NO_CAPACITY, correlation "
                        + Samples.CORRELATION);
    }

    @Test
    void withoutWaitingTheAcceptedOperationIsShown() {
        Ended ended = alice.runs("vm", "create", "web1", "--image", "tiny", "--no-wait", "-q");
        assertThat(ended.out()).isEqualTo(Samples.OPERATION + System.lineSeparator());
        assertThat(platform.received("GET " + OPERATION)).isEmpty();
    }

    @Test
    void theIdempotencyKeyIsKeptWhenTheConnectionIsLost() {
        platform.on("POST " + VMS, inTurn(lost(), lost(), accepted(Samples.operation("running", 0))));
        Ended ended = alice.runs("vm", "create", "web1", "--image", "tiny", "-q");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).isEqualTo(Samples.WEB1 + System.lineSeparator());
        List<String> keys = platform.received("POST " + VMS).stream()
                .map(sent -> sent.header("Idempotency-Key"))
                .toList();
        assertThat(keys).hasSize(3).doesNotContain("").containsOnly(keys.getFirst());
    }

    @Test
    void theIdempotencyKeyMayBeChosenAndDiffersOtherwise() {
        alice.runs("vm", "create", "web1", "--image", "tiny", "--idempotency-key", "nightly-7");
        alice.runs("vm", "create", "web1", "--image", "tiny");
        alice.runs("vm", "create", "web1", "--image", "tiny");
        List<String> keys = platform.received("POST " + VMS).stream()
                .map(sent -> sent.header("Idempotency-Key"))
                .toList();
        assertThat(keys).hasSize(3).doesNotHaveDuplicates();
        assertThat(keys.getFirst()).isEqualTo("nightly-7");
    }

    @Test
    void waitingGoesOnWhileTheServiceIsAway() {
        platform.on(
                "GET " + OPERATION,
                inTurn(
                        problem(503, "UNAVAILABLE", "compute restarts"),
                        problem(503, "UNAVAILABLE", "compute restarts"),
                        problem(503, "UNAVAILABLE", "compute restarts"),
                        problem(503, "UNAVAILABLE", "compute restarts"),
                        problem(503, "UNAVAILABLE", "compute restarts"),
                        problem(503, "UNAVAILABLE", "compute restarts"),
                        json(Samples.operation("succeeded", 100, "placed"))));
        Ended ended = alice.runs("vm", "create", "web1", "--image", "tiny");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.err()).contains("still trying");
    }

    @Test
    void waitingEndsWhenTheServiceStaysAwayOrTheTimeIsOver() {
        platform.on("GET " + OPERATION, problem(503, "UNAVAILABLE", "compute is down"));
        Ended away = alice.runs("vm", "create", "web1", "--image", "tiny");
        assertThat(away.code()).isEqualTo(4);
        assertThat(away.err()).contains("was accepted, follow it: tide operation watch " + Samples.OPERATION);
        platform.on("GET " + OPERATION, json(Samples.operation("running", 40, "placed")));
        Ended late = alice.runs("vm", "create", "web1", "--image", "tiny", "--timeout", "5s");
        assertThat(late.code()).isEqualTo(5);
        assertThat(late.err()).contains("still runs; follow it: tide operation watch " + Samples.OPERATION);
    }

    @Test
    void aRefusalIsOneLineWithCodeAndCorrelation() {
        platform.on("POST " + VMS, problem(409, "NAME_TAKEN", "there is a web1 already"));
        Ended refused = alice.runs("vm", "create", "web1", "--image", "tiny");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err().strip())
                .isEqualTo("tide: there is a web1 already"
                        + " [NAME_TAKEN, correlation c0ffee00-0000-4000-8000-000000000000]");
        platform.on("POST " + VMS, problem(403, "FORBIDDEN", "compute.vm.create is not granted to bob"));
        Ended denied = alice.runs("vm", "create", "web1", "--image", "tiny");
        assertThat(denied.code()).isEqualTo(3);
        assertThat(denied.err()).startsWith("tide: denied: compute.vm.create is not granted to bob [FORBIDDEN");
    }

    @Test
    void aWrongCommandLineSendsNothing() {
        assertThat(alice.runs("vm", "create", "web1").code()).isEqualTo(2);
        Ended ambiguous = alice.runs("vm", "create", "web1", "--image", "tiny", "--memory", "512MB");
        assertThat(ambiguous.code()).isEqualTo(2);
        assertThat(ambiguous.err()).contains("512MB could mean two sizes: write 512MiB");
        assertThat(alice.runs("vm").code()).isEqualTo(2);
        assertThat(platform.received()).isEmpty();
    }

    @Test
    void theTenantMustBeClearWhenSeveralAreVisible() {
        platform.on(
                "GET /api/identity/v1/tenants",
                items(Samples.named(Samples.ACME, "acme"), Samples.named(Samples.NODE, "beta")));
        Ended unclear = alice.runs("vm", "create", "web1", "--image", "tiny");
        assertThat(unclear.code()).isEqualTo(2);
        assertThat(unclear.err()).contains("--tenant: acme, beta");
        assertThat(alice.with("TIDE_TENANT", "acme")
                        .runs("vm", "create", "web1", "--image", "tiny")
                        .code())
                .isZero();
    }

    @Test
    void namesAreGoodForLookingAndIdsWin() {
        assertThat(alice.runs("vm", "show", "web1", "-q").out().strip()).isEqualTo(Samples.WEB1);
        platform.on("GET " + VMS, items(Samples.vm(Samples.WEB2, Samples.WEB1), Samples.vm(Samples.WEB1, "web1")));
        assertThat(alice.runs("vm", "show", Samples.WEB1, "-q").out().strip()).isEqualTo(Samples.WEB1);
        platform.on("GET " + VMS, items(Samples.vm(Samples.WEB1, "web1"), Samples.vm(Samples.WEB2, "web1")));
        Ended ambiguous = alice.runs("vm", "show", "web1");
        assertThat(ambiguous.code()).isEqualTo(2);
        assertThat(ambiguous.err()).contains("2 vms are named web1, use an id: " + Samples.WEB1 + ", " + Samples.WEB2);
        Ended unknown = alice.runs("vm", "show", "web9");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("no vm named web9; see: tide vm list");
    }

    @Test
    void changesGoByIdAndANameIsAnsweredWithTheCommandToType() {
        Ended ended = alice.runs("vm", "delete", "web1");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("run: tide vm delete " + Samples.WEB1);
        assertThat(platform.received()).noneMatch(asked -> asked.method().equals("DELETE"));
    }

    @Test
    void aMachineIsRenamedAndShownAsItIsThen() {
        String one = VMS + "/" + Samples.WEB1;
        platform.on("PUT " + one + "/name", json("{\"id\": \"" + Samples.WEB1 + "\", \"name\": \"web 2\"}"))
                .on("GET " + one, json(Samples.vm(Samples.WEB1, "web 2")));
        Ended renamed = alice.runs("vm", "rename", Samples.WEB1, "web 2");
        assertThat(renamed.code()).as(renamed.err()).isZero();
        assertThat(renamed.out()).contains("name:      web 2");
        assertThat(platform.received("PUT " + one + "/name")).singleElement().satisfies(sent -> {
            assertThat(sent.body()).isEqualTo("{\"name\":\"web 2\"}");
            assertThat(sent.header("Idempotency-Key")).isNotBlank();
        });
        assertThat(alice.runs("vm", "rename", Samples.WEB1).code()).isEqualTo(2);
    }

    @Test
    void powerIsChangedByOperationsThatAreWaitedFor() {
        String one = VMS + "/" + Samples.WEB1;
        for (String verb : List.of("pause", "resume", "reset", "reboot")) {
            platform.on("POST " + one + "/" + verb, accepted(Samples.operation("running", 0)));
            Ended ended = alice.runs("vm", verb, Samples.WEB1);
            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ended.out()).contains("state:     running");
            assertThat(platform.received("POST " + one + "/" + verb))
                    .singleElement()
                    .satisfies(
                            sent -> assertThat(sent.header("Idempotency-Key")).isNotBlank());
        }
        assertThat(alice.runs("vm", "reboot", Samples.WEB1, "--force").code()).isZero();
        assertThat(platform.received("POST " + one + "/reboot").stream().map(Received::body))
                .containsExactly("{\"mode\":\"graceful\"}", "{\"mode\":\"forced\"}");
    }

    @Test
    void startStopAndDeleteWaitForTheirOperations() {
        String one = VMS + "/" + Samples.WEB1;
        platform.on("POST " + one + "/start", accepted(Samples.operation("running", 0)))
                .on("POST " + one + "/stop", accepted(Samples.operation("running", 0)))
                .on("DELETE " + one, accepted(Samples.operation("running", 0)));
        assertThat(alice.runs("vm", "start", Samples.WEB1).out()).contains("state:     running");
        assertThat(alice.runs("vm", "stop", Samples.WEB1).code()).isZero();
        assertThat(alice.runs("vm", "stop", Samples.WEB1, "--force").code()).isZero();
        assertThat(platform.received("POST " + one + "/stop").stream().map(Received::body))
                .containsExactly("{\"mode\":\"graceful\"}", "{\"mode\":\"forced\"}");
        assertThat(alice.runs("vm", "delete", Samples.WEB1, "-q").out().strip()).isEqualTo(Samples.WEB1);
        assertThat(platform.received("DELETE " + one).getFirst().header("Idempotency-Key"))
                .isNotEmpty();
    }

    @Test
    void aDeletedMachineIsListedWhenAskedForBroughtBackOrPurged() {
        String one = VMS + "/" + Samples.WEB1;
        String kept = Samples.vm(Samples.WEB1, "web1").replaceFirst("\\{", "{\"purgeAt\": \"2026-11-23T08:00:00Z\", ");
        platform.on("GET " + VMS, items(kept))
                .on("DELETE " + one, accepted(Samples.operation("running", 0)))
                .on("POST " + one + "/undelete", accepted(Samples.operation("running", 0)));

        assertThat(alice.out("vm", "list", "--deleted")).contains("2026-11-23T08:00:00Z");
        assertThat(alice.runs("vm", "list").code()).isZero();
        assertThat(platform.received("GET " + VMS).stream().map(Received::target))
                .satisfiesExactly(
                        deleted -> assertThat(deleted).contains("state=deleted"),
                        all -> assertThat(all).doesNotContain("state"));
        assertThat(alice.runs("vm", "delete", Samples.WEB1).code()).isZero();
        assertThat(alice.runs("vm", "delete", Samples.WEB1, "--purge").code()).isZero();
        assertThat(platform.received("DELETE " + one).stream().map(Received::target))
                .satisfiesExactly(
                        asked -> assertThat(asked).doesNotContain("purge"),
                        purged -> assertThat(purged).contains("purge=true"));
        assertThat(alice.runs("vm", "undelete", Samples.WEB1).out()).contains("name:      web1");
        assertThat(platform.received("GET " + one).getLast().header("Tidemark-Position"))
                .isEqualTo("17");
        assertThat(alice.runs("vm", "undelete", "web1").code()).isEqualTo(2);
    }
}
