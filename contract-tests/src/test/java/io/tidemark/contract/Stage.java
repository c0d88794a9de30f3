package io.tidemark.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What all scenarios share: one platform, its users, and the machine that the demo leaves running. */
final class Stage {
    private static final Duration BOOT = Duration.ofMinutes(2);
    private static final List<String> SERVICES = List.of("identity", "compute", "network", "memory-broker", "audit");

    final RunningPlatform platform = new RunningPlatform();
    final Api alice = user("alice");
    final Api bob = user("bob");
    final Api audrey = user("audrey");
    private String vm = "";

    Stage() throws IOException {}

    private Api user(String name) {
        return new Api(platform.server(), platform.issuer(), name);
    }

    /** From now on each answer must keep what its service says of its API. */
    void checkAnswers() {
        List<ServedApi> documents = SERVICES.stream().map(alice::document).toList();
        List.of(alice, bob, audrey).forEach(api -> api.check(documents));
    }

    Api admin() {
        Api admin = user("admin");
        admin.check(SERVICES.stream().map(admin::document).toList());
        return admin;
    }

    /** The demo's machine. */
    String vm() {
        if (vm.isEmpty()) {
            vm = alice.get("/api/compute/v1/vms?name=demo").path("items[0].id");
        }
        return vm;
    }

    String tinyImage() {
        return alice.get("/api/compute/v1/images?name=tiny").path("items[0].id");
    }

    /** A tiny machine of alice's, made whole; {@code wishes} are further fields of the request. */
    String create(String name, Map<String, Object> wishes) {
        Map<String, Object> request = new HashMap<>(alice.tinyVm(name, tinyImage()));
        request.putAll(wishes);
        Response created =
                alice.write().header("Prefer", "wait=60").body(request).post("/api/compute/v1/vms");
        assertThat(created.<String>path("state")).as(created.asString()).isEqualTo("succeeded");
        return created.path("target.id");
    }

    /** Stops a machine by force and removes it for good. */
    void remove(String machine) {
        String path = "/api/compute/v1/vms/" + machine;
        String stop = alice.begin(path + "/stop", Map.of("mode", "forced"));
        assertThat(alice.end(stop, BOOT)).isEqualTo("succeeded");
        Response deleted = alice.write().header("Prefer", "wait=60").delete(path + "?purge=true");
        assertThat(deleted.<String>path("state")).as(deleted.asString()).isEqualTo("succeeded");
    }

    /** Where machines can start: a service or a node that was just killed or stopped is heard of again. */
    void awaitNodes() {
        Api admin = admin();
        await().atMost(BOOT)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> admin.get("/api/compute/v1/nodes").<List<String>>path("items.state").stream()
                        .allMatch("reachable"::equals));
    }

    void assertThatGuestCountsOn(long before) {
        await().atMost(BOOT)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(tick(alice.token())).isGreaterThan(before + 2));
    }

    /** What the guest has counted to. */
    long tick(String token) {
        Optional<Long> last = Api.lastTick(alice.console(token, vm()));
        return last.orElseThrow(() -> new IllegalStateException("the guest says nothing"));
    }
}
