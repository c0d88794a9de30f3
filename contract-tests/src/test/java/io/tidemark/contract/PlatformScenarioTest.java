package io.tidemark.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.Error;
import io.cloudevents.CloudEvent;
import io.restassured.response.Response;
import io.tidemark.cli.demo.Demo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One platform from its first start to its last trace, with real guests. The tests build on each other: a platform
 * takes longer to start than all of them to run.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlatformScenarioTest {
    private static final Duration BOOT = Duration.ofMinutes(2);
    private static final List<String> SERVICES = List.of("identity", "compute", "network", "memory-broker", "audit");

    private final RunningPlatform platform;
    private final Api alice;
    private final Api bob;
    private final Api audrey;
    private String vm = "";

    PlatformScenarioTest() throws IOException {
        platform = new RunningPlatform();
        alice = new Api(platform.server(), platform.issuer(), "alice");
        bob = new Api(platform.server(), platform.issuer(), "bob");
        audrey = new Api(platform.server(), platform.issuer(), "audrey");
    }

    @BeforeAll
    void up() throws IOException, InterruptedException {
        platform.up();
        List<ServedApi> documents = SERVICES.stream().map(alice::document).toList();
        List.of(alice, bob, audrey).forEach(api -> api.check(documents));
    }

    @AfterAll
    void purge() throws IOException, InterruptedException {
        platform.purge();
        assertThat(platform.left()).as("what a purge leaves behind").isEmpty();
    }

    @Test
    @Order(1)
    void the_demo_runs_to_its_end() throws IOException, InterruptedException {
        StringWriter said = new StringWriter();
        try {
            new Demo(platform.server(), platform.home().root(), new PrintWriter(said, true)).run();
        } finally {
            System.out.println(said);
        }
        assertThat(said.toString()).contains("running", "tick ", "MemAvailable", "Mbit/s", "ACCESS_DENIED", "verified");
        vm = alice.get("/api/compute/v1/vms?name=demo").path("items[0].id");
        assertThat(vm).isNotEmpty();
    }

    @Test
    @Order(2)
    void a_write_repeated_under_its_key_happens_once_and_another_under_it_is_refused() {
        String image = alice.get("/api/compute/v1/images?name=tiny").path("items[0].id");
        Map<String, Object> request = new HashMap<>(alice.tinyVm("once", image));
        request.put("start", false);
        String key = UUID.randomUUID().toString();

        Response first = alice.call()
                .header("Idempotency-Key", key)
                .header("Prefer", "wait=60")
                .body(request)
                .post("/api/compute/v1/vms");
        Response again =
                alice.call().header("Idempotency-Key", key).body(request).post("/api/compute/v1/vms");
        request.put("name", "other");
        Response other =
                alice.call().header("Idempotency-Key", key).body(request).post("/api/compute/v1/vms");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.<String>path("id")).isEqualTo(first.path("id"));
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.<String>path("code")).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(alice.get("/api/compute/v1/vms?name=once").<List<?>>path("items"))
                .hasSize(1);
        String made = first.path("target.id");
        assertThat(alice.write()
                        .header("Prefer", "wait=60")
                        .delete("/api/compute/v1/vms/" + made)
                        .<String>path("state"))
                .isEqualTo("succeeded");
    }

    @Test
    @Order(3)
    void bad_input_gets_a_problem_document_and_changes_nothing() {
        long before = alice.get("/api/compute/v1/vms").<List<?>>path("items").size();
        for (String body : List.of("{", "[]", "{\"tenantId\":\"nobody\"}", "{\"nonsense\":1}")) {
            Response answer = alice.write().body(body).post("/api/compute/v1/vms");
            assertThat(answer.statusCode())
                    .as(body + " -> " + answer.asString())
                    .isBetween(400, 499);
            assertThat(answer.contentType()).contains("application/problem+json");
        }
        Map<String, Object> absurd =
                new HashMap<>(alice.tinyVm("absurd", UUID.randomUUID().toString()));
        absurd.put("memoryBytes", -1);
        assertThat(alice.write().body(absurd).post("/api/compute/v1/vms").statusCode())
                .isBetween(400, 499);
        assertThat(alice.get("/api/compute/v1/vms").<List<?>>path("items")).hasSize((int) before);
    }

    @Test
    @Order(4)
    void nobody_gets_in_without_a_token_or_does_what_no_grant_allows() {
        assertThat(alice.as("forged.token.here").get("/api/compute/v1/vms").statusCode())
                .isEqualTo(401);
        for (String action : List.of("/start", "/stop")) {
            Response denied = bob.write().body("{}").post("/api/compute/v1/vms/" + vm + action);
            assertThat(denied.statusCode()).isEqualTo(403);
            assertThat(denied.<String>path("code")).isEqualTo("ACCESS_DENIED");
        }
        assertThat(bob.write().delete("/api/compute/v1/vms/" + vm).statusCode()).isEqualTo(403);
        assertThat(bob.get("/api/compute/v1/vms/" + vm + "/console").statusCode())
                .isEqualTo(403);
        assertThat(bob.get("/api/audit/v1/records").statusCode()).isEqualTo(403);
        assertThat(alice.get("/api/compute/v1/vms/" + vm).<String>path("state")).isEqualTo("running");
    }

    @Test
    @Order(5)
    void everything_on_every_topic_is_a_cloud_event_that_its_schema_allows() throws IOException {
        PublishedSchemas schemas = new PublishedSchemas();
        List<ConsumerRecord<String, CloudEvent>> records = EventTopics.readAll(
                platform.kafka(),
                "tidemark\\.((identity|compute|network|memory-broker)\\.events|audit|node\\.(telemetry|.*\\.(facts|directives)))\\.v1");
        assertThat(records).hasSizeGreaterThan(30);
        for (ConsumerRecord<String, CloudEvent> record : records) {
            CloudEvent event = record.value();
            assertThat(event.getExtensionNames()).as(event.getType()).containsAll(extensions(event.getType()));
            String json = new String(Objects.requireNonNull(event.getData()).toBytes(), StandardCharsets.UTF_8);
            List<Error> flaws = schemas.flaws(event.getType(), json);
            assertThat(flaws).as(event.getType() + " " + json).isEmpty();
        }
    }

    /** A measurement has no cause, and only what is kept for ever has a number. */
    private static List<String> extensions(String type) {
        if (type.startsWith("tidemark.node.telemetry.")) {
            return List.of();
        }
        return type.endsWith(".heartbeat.v1") || type.contains(".directive.v")
                ? List.of("correlationid", "causationid", "actor", "traceparent")
                : List.of("correlationid", "causationid", "actor", "traceparent", "streamrevision");
    }

    @Test
    @Order(6)
    void every_event_of_the_services_is_sealed_in_the_audit_log_once() {
        List<String> published =
                EventTopics.readAll(
                                platform.kafka(), "tidemark\\.(identity|compute|network|memory-broker)\\.events\\.v1")
                        .stream()
                        .map(record -> record.value())
                        .filter(event -> !event.getType().endsWith(".heartbeat.v1"))
                        .map(CloudEvent::getId)
                        .toList();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            List<String> sealed = EventTopics.readAll(platform.kafka(), "tidemark\\.audit\\.v1").stream()
                    .map(record -> sealedId(record.value()))
                    .toList();
            assertThat(sealed).doesNotHaveDuplicates().containsAll(published);
        });
    }

    private static String sealedId(CloudEvent sealed) {
        String json = new String(Objects.requireNonNull(sealed.getData()).toBytes(), StandardCharsets.UTF_8);
        return io.restassured.path.json.JsonPath.from(json).getString("event.id");
    }

    /** Each answer is held against what its service says of its API; see {@link ServedApi}. */
    @Test
    @Order(7)
    void every_list_and_what_it_lists_can_be_read_as_documented() {
        String port = alice.get("/api/network/v1/ports?vmId=" + vm).path("items[0].id");
        String network = alice.get("/api/network/v1/networks").path("items[0].id");
        String node = alice.get("/api/compute/v1/vms/" + vm).path("nodeId");
        String operation = alice.get("/api/compute/v1/operations").path("items[0].id");
        String image = alice.get("/api/compute/v1/images").path("items[0].id");
        Api admin = admin();
        for (String path : List.of(
                "/api/network/v1/ports/" + port,
                "/api/network/v1/networks/" + network,
                "/api/compute/v1/operations/" + operation,
                "/api/compute/v1/images/" + image,
                "/api/compute/v1/nodes",
                "/api/compute/v1/nodes/" + node,
                "/api/memory-broker/v1/guests",
                "/api/memory-broker/v1/guests/" + vm,
                "/api/memory-broker/v1/guests/" + vm + "/measured",
                "/api/identity/v1/whoami",
                "/api/identity/v1/tenants",
                "/api/identity/v1/roles",
                "/api/identity/v1/grants",
                "/api/identity/v1/signin",
                "/api/audit/v1/records?limit=2",
                "/api/audit/v1/records/0",
                "/api/audit/v1/records/0/proof",
                "/api/audit/v1/checkpoint",
                "/api/audit/v1/key")) {
            assertThat(admin.get(path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(admin.get("/api/compute/v1/vms?limit=0").statusCode()).isEqualTo(400);
        assertThat(admin.get("/api/compute/v1/vms/" + UUID.randomUUID()).statusCode())
                .isEqualTo(404);
    }

    private Api admin() {
        Api admin = new Api(platform.server(), platform.issuer(), "admin");
        admin.check(SERVICES.stream().map(admin::document).toList());
        return admin;
    }

    @Test
    @Order(7)
    void a_refusal_stands_in_the_audit_log() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(audrey.get("/api/audit/v1/records?type=tidemark.compute.request.refused.v1")
                                        .<List<?>>path("items"))
                                .isNotEmpty());
    }

    /** The guest counts on and an operation that was begun before the kill ends, whoever is killed. */
    @ParameterizedTest
    @Order(8)
    @ValueSource(
            strings = {
                "identity",
                "compute",
                "network",
                "memory-broker",
                "audit",
                "console",
                "node",
                "kafka",
                "postgres"
            })
    void a_killed_part_stops_no_guest_and_loses_no_operation(String part) throws IOException, InterruptedException {
        String token = alice.token();
        long before = tick(token);
        String image = alice.get("/api/compute/v1/images?name=tiny").path("items[0].id");
        Map<String, Object> request = new HashMap<>(alice.tinyVm("during-" + part, image));
        request.put("start", false);
        String operation = alice.begin("/api/compute/v1/vms", request);

        RunningPlatform.kill(platform.pid(part));
        platform.awaitReady();

        assertThat(alice.end(operation, Duration.ofMinutes(2))).isEqualTo("succeeded");
        assertThatGuestCountsOn(before);
        assertThat(alice.get("/api/compute/v1/vms/" + vm).<String>path("state")).isEqualTo("running");
    }

    @ParameterizedTest
    @Order(9)
    @ValueSource(strings = {"libvirtd", "virtlogd", "virtlockd"})
    void a_killed_daemon_of_the_node_stops_no_guest_and_comes_back(String daemon)
            throws IOException, InterruptedException {
        long before = tick(alice.token());
        long pid = platform.helper(daemon);

        RunningPlatform.kill(pid);

        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> platform.helper(daemon) != pid);
        assertThatGuestCountsOn(before);
        assertThat(alice.get("/api/compute/v1/vms/" + vm).<String>path("state")).isEqualTo("running");
    }

    /** A node is told by what it shows: one that is stopped in the middle of everything shows nothing. */
    @Test
    @Order(10)
    void a_silent_node_is_shown_unreachable_until_it_speaks_again() throws IOException, InterruptedException {
        long before = tick(alice.token());
        Api admin = admin();
        String node = admin.get("/api/compute/v1/nodes").path("items[0].id");
        long agent = platform.pid("node");

        RunningPlatform.signal("STOP", agent);
        awaitNode(admin, node, "unreachable");
        RunningPlatform.signal("CONT", agent);
        awaitNode(admin, node, "reachable");

        assertThatGuestCountsOn(before);
    }

    private static void awaitNode(Api admin, String node, String state) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofSeconds(1))
                .until(() ->
                        state.equals(admin.get("/api/compute/v1/nodes/" + node).<String>path("state")));
    }

    @Test
    @Order(10)
    void who_is_signed_in_goes_on_while_keycloak_is_away_even_through_a_restart_of_the_service()
            throws IOException, InterruptedException {
        String token = alice.token();
        RunningPlatform.kill(platform.pid("keycloak"));
        RunningPlatform.kill(platform.pid("compute"));

        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> alice.as(token).get("/api/compute/v1/vms/" + vm).statusCode() == 200);
        platform.awaitReady();
    }

    @Test
    @Order(11)
    void stopping_and_starting_the_platform_stops_no_guest_and_keeps_everything()
            throws IOException, InterruptedException {
        long before = tick(alice.token());
        platform.down();
        platform.up();

        assertThatGuestCountsOn(before);
        assertThat(alice.get("/api/compute/v1/vms/" + vm).<String>path("state")).isEqualTo("running");
        Response stopped = alice.write()
                .header("Prefer", "wait=60")
                .body("{\"mode\":\"forced\"}")
                .post("/api/compute/v1/vms/" + vm + "/stop");
        assertThat(stopped.<String>path("state")).as(stopped.asString()).isEqualTo("succeeded");
        Response deleted = alice.write().header("Prefer", "wait=60").delete("/api/compute/v1/vms/" + vm);
        assertThat(deleted.<String>path("state")).as(deleted.asString()).isEqualTo("succeeded");
    }

    private void assertThatGuestCountsOn(long before) {
        await().atMost(BOOT)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(tick(alice.token())).isGreaterThan(before + 2));
    }

    private long tick(String token) {
        Optional<Long> last = Api.lastTick(alice.console(token, vm));
        return last.orElseThrow(() -> new IllegalStateException("the guest says nothing"));
    }
}
