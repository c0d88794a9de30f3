package io.tidemark.cli.client;

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
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallCommandsTest {
    private static final String PORT = "/api/network/v1/ports/" + Samples.PORT;
    private static final String GUEST = "/api/memory-broker/v1/guests/" + Samples.WEB1;
    private static final String PORT_DATA = """
            {"id": "%s", "vmId": "%s", "networkId": "%s", "mac": "52:54:00:00:00:01", "ip": "10.20.0.5",
             "shape": {"inbound": {"averageBitsPerSecond": 10000000, "peakBitsPerSecond": 20000000, "burstBytes": 65536},
                       "outbound": {"averageBitsPerSecond": 0, "peakBitsPerSecond": 0, "burstBytes": 0}}}""".formatted(Samples.PORT, Samples.WEB1, Samples.DEFAULT_NETWORK);

    private final FakePlatform platform = new FakePlatform();
    private Person alice = new Person(Path.of("/nowhere"));
    private Path files = Path.of("/nowhere");

    @BeforeEach
    void signIn(@TempDir Path home) {
        alice = Person.at(platform, home);
        files = home;
        platform.on("GET /api/compute/v1/vms", items(Samples.vm(Samples.WEB1, "web1")))
                .on("GET /api/identity/v1/tenants", items(Samples.named(Samples.ACME, "acme")));
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void anImageIsUploadedWholeAgainWhenTheConnectionIsLost() throws IOException {
        Path file = Files.writeString(files.resolve("tiny.v1.raw"), "not really a disk");
        platform.on("POST /api/compute/v1/images", inTurn(lost(), json(201, Samples.image(Samples.TINY, "tiny.v1"))));
        assertThat(alice.out("image", "import", file.toString())).contains("name:          tiny.v1");
        assertThat(platform.received("POST /api/compute/v1/images")).hasSize(2).allSatisfy(sent -> {
            assertThat(sent.target()).endsWith("/images?name=tiny.v1&tenantId=" + Samples.ACME);
            assertThat(sent.body()).isEqualTo("not really a disk");
            assertThat(sent.header("Content-Type")).isEqualTo("application/octet-stream");
        });
        alice.out("image", "import", file.toString(), "--name", "a b", "--public");
        assertThat(platform.received().getLast().target()).endsWith("/images?name=a%20b");
        assertThat(alice.runs("image", "import", "/no/such/file").code()).isEqualTo(2);
    }

    @Test
    void imagesAreListedShownAndDeleted() {
        platform.on("GET /api/compute/v1/images", items(Samples.image(Samples.TINY, "tiny")))
                .on("GET /api/compute/v1/images/" + Samples.TINY, json(Samples.image(Samples.TINY, "tiny")))
                .on("DELETE /api/compute/v1/images/" + Samples.TINY, json(204, ""));
        assertThat(alice.out("image", "list")).contains("20 MiB", "1 GiB", "(public)", "24 h");
        assertThat(alice.out("image", "show", "tiny")).contains("sha256:");
        assertThat(alice.runs("image", "delete", "tiny").code()).isEqualTo(2);
        assertThat(alice.out("image", "delete", Samples.TINY)).contains("deleted:  " + Samples.TINY);
    }

    @Test
    void anOperationIsCancelledAndShownAsItEnded() {
        String cancel = "POST /api/compute/v1/operations/" + Samples.OPERATION + "/cancel";
        platform.on(cancel, json(202, Samples.operation("failed", 10, "defined")))
                .on("GET /api/compute/v1/operations", items(Samples.operation("running", 10)));
        assertThat(alice.out("operation", "cancel", Samples.OPERATION)).contains("failed", "defined");
        assertThat(platform.received(cancel)).singleElement().satisfies(sent -> {
            assertThat(sent.header("Prefer")).isEqualTo("wait=10");
            assertThat(sent.header("Idempotency-Key")).isNotEmpty();
        });
        alice.out("operation", "list", "--mine");
        assertThat(platform.received().getLast().target()).endsWith("/operations?actor=me");
    }

    @Test
    void nodesAreShownWithWhatWasFoundAndWhy() {
        String node = """
                {"id": "%s", "hostname": "host1", "cpus": 2, "memoryBytes": 25769803776, "state": "reachable",
                 "lastSeen": "2026-11-22T07:59:58Z", "capabilities": {"accelerator": "tcg", "findings": [
                   {"name": "kvm", "found": "present", "use": "tcg", "why": "no guest reached userspace in 20 s"}]},
                 "foreignDomains": [{"name": "theirs", "uuid": "u-9", "state": "running"}]}""".formatted(Samples.NODE);
        platform.on("GET /api/compute/v1/nodes", items(node))
                .on("GET /api/compute/v1/nodes/" + Samples.NODE, json(node));
        assertThat(alice.out("node", "list")).contains("RUNS GUESTS BY", "host1", "24 GiB", "tcg", "2 s");
        assertThat(alice.out("node", "show", "host1"))
                .contains("kvm: found present, use tcg (no guest reached userspace in 20 s)", "theirs  u-9  running");
    }

    @Test
    void operationsAreListedShownAndWatchedToTheirEnd() {
        String one = "GET /api/compute/v1/operations/" + Samples.OPERATION;
        platform.on("GET /api/compute/v1/operations", items(Samples.operation("running", 40, "placed")))
                .on(one, json(Samples.operation("succeeded", 100, "placed", "started")));
        assertThat(alice.out("operation", "list")).contains("40 %", "vm " + Samples.WEB1);
        assertThat(alice.out("operation", "show", Samples.OPERATION))
                .contains("steps:", "2026-11-22T08:00:02Z  started");
        assertThat(alice.out("operation", "watch", Samples.OPERATION)).contains("succeeded");
        platform.on(one, json(Samples.operation("failed", 40, "placed")));
        assertThat(alice.runs("operation", "watch", Samples.OPERATION).code()).isEqualTo(5);
    }

    @Test
    void portsAreFoundByTheirGuestAndReshapedWithoutForgettingTheRest() throws IOException {
        platform.on("GET /api/network/v1/ports", items(PORT_DATA))
                .on("GET " + PORT, json(PORT_DATA))
                .on("PUT " + PORT + "/shape", json(PORT_DATA));
        assertThat(alice.out("port", "list", "--vm", "web1"))
                .contains("10 Mbit/s, peak 20 Mbit/s, burst 64 KiB", "unlimited");
        assertThat(platform.received().getLast().target()).endsWith("/ports?vmId=" + Samples.WEB1);
        assertThat(alice.out("port", "show", Samples.PORT, "-q").strip()).isEqualTo(Samples.PORT);
        alice.out("port", "shape", Samples.PORT, "--out-average", "2M");
        alice.out("port", "shape", Samples.PORT, "--unlimited", "--in-average", "1G");
        assertThat(platform.received("PUT " + PORT + "/shape").stream().map(Received::body))
                .containsExactly(shape(10_000_000, 20_000_000, 65_536, 2_000_000), shape(1_000_000_000, 0, 0, 0));
        assertThat(alice.runs("port", "shape", Samples.PORT).code()).isEqualTo(2);
    }

    private static String shape(long inAverage, long inPeak, long inBurst, long outAverage) throws IOException {
        return Json.compact(Json.read("""
                {"inbound": {"averageBitsPerSecond": %d, "peakBitsPerSecond": %d, "burstBytes": %d},
                 "outbound": {"averageBitsPerSecond": %d, "peakBitsPerSecond": 0, "burstBytes": 0}}""".formatted(inAverage, inPeak, inBurst, outAverage)));
    }

    @Test
    void memoryIsShownWithItsReasonAndLimited() {
        String guest = """
                {"vmId": "%s", "nodeId": "n", "epoch": 1, "memoryBytes": 536870912, "reservationBytes": 268435456,
                 "overheadBytes": 67108864, "targetBytes": 402653184, "actualBytes": 402653184,
                 "reason": "host below 15 %% free"}""".formatted(Samples.WEB1);
        platform.on("GET /api/memory-broker/v1/guests", items(guest))
                .on("GET " + GUEST, json(guest))
                .on("PUT " + GUEST + "/limit", json(guest));
        assertThat(alice.out("memory", "list")).contains("384 MiB", "host below 15 % free");
        assertThat(alice.out("memory", "show", "web1")).contains("overhead:   64 MiB");
        alice.out("memory", "limit", Samples.WEB1, "256M");
        assertThat(platform.received("PUT " + GUEST + "/limit").getFirst().body())
                .isEqualTo("{\"limitBytes\":268435456}");
        Ended named = alice.runs("memory", "limit", "web1", "256M");
        assertThat(named.code()).isEqualTo(2);
        assertThat(named.err()).contains("run: tide memory limit " + Samples.WEB1);
    }

    @Test
    void networksAreListed() {
        platform.on(
                "GET /api/network/v1/networks",
                items("{\"id\": \"n-1\", \"name\": \"default\", \"cidr\": \"10.20.0.0/16\", \"mtu\": 1450}"));
        assertThat(alice.out("network", "list")).contains("default", "10.20.0.0/16", "1450");
    }

    @Test
    void grantsAreListedWithTheNamesOfTheirRoles() {
        platform.on("GET /api/identity/v1/roles", items(Samples.named("r-1", "tenant-admin")))
                .on("GET /api/identity/v1/grants", items(grant("gr-1", "r-1"), grant("gr-2", "r-2")));
        assertThat(alice.out("access", "grants")).contains("tenant-admin", "r-2", "u-alice");
        platform.on("GET /api/identity/v1/roles", problem(403, "FORBIDDEN", "identity.role.read"));
        assertThat(alice.out("access", "grants")).contains("r-1");
    }

    @Test
    void accessIsExplainedByIdentityToWhoMayAsk() {
        platform.on("GET /api/identity/v1/whoami", json("{\"subject\": \"u-alice\"}"))
                .on("GET /api/identity/v1/access/explain", json("""
                        {"subject": "u-bob", "privilege": "compute.vm.create", "path": "/tenants/a", "verdict": "denied",
                         "reason": "no-grant", "considered": [{"grantId": "gr-7", "subjectKind": "group",
                         "subjectId": "g-acme", "roleId": "r-2", "roleName": "viewer", "path": "/tenants/a",
                         "effect": "allow", "finding": "other-privilege"}]}"""));
        Ended ended = alice.runs("access", "explain", "compute.vm.create", "/tenants/a", "--subject", "u-bob");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out())
                .contains("verdict:     denied")
                .contains("other-privilege  /tenants/a  role viewer  to group g-acme  grant gr-7");
        assertThat(platform.received().getLast().target())
                .endsWith("?subject=u-bob&privilege=compute.vm.create&path=%2Ftenants%2Fa");
    }

    @Test
    void everybodyMayKnowWhatTheyMayDoThemselves() {
        platform.on("GET /api/identity/v1/access/explain", problem(403, "FORBIDDEN", "identity.grant.read"))
                .on("GET /api/identity/v1/whoami", json("""
                        {"subject": "u-alice", "groups": ["g-acme"],
                         "privileges": [{"path": "/tenants/a", "privileges": ["compute.vm.*", "network.port.read"]},
                                        {"path": "/", "privileges": ["compute.node.read"]}],
                         "denied": [{"path": "/tenants/a/vms/7", "privileges": ["compute.vm.delete"]}]}"""));
        assertThat(alice.out("access", "explain", "compute.vm.create", "/tenants/a/vms/1"))
                .contains("verdict:     allowed", "allows  /tenants/a");
        assertThat(alice.out("access", "explain", "compute.node.read", "/nodes/1"))
                .contains("allows  /");
        assertThat(alice.runs("access", "explain", "compute.vm.create", "/tenants/ab")
                        .code())
                .isEqualTo(3);
        assertThat(alice.runs("access", "explain", "network.port.shape", "/tenants/a")
                        .code())
                .isEqualTo(3);
        Ended denied = alice.runs("access", "explain", "compute.vm.delete", "/tenants/a/vms/7");
        assertThat(denied.code()).isEqualTo(3);
        assertThat(denied.out()).contains("denied-by-grant", "denies  /tenants/a/vms/7");
        assertThat(alice.runs("access", "explain", "compute.vm.read", "tenants").code())
                .isEqualTo(2);
    }

    private static String grant(String id, String role) {
        return "{\"id\": \"%s\", \"subjectKind\": \"user\", \"subjectId\": \"u-alice\", \"roleId\": \"%s\","
                        .formatted(id, role)
                + " \"path\": \"/tenants/a\", \"effect\": \"allow\"}";
    }
}
