package io.tidemark.network;

import static io.tidemark.network.Api.eventually;
import static io.tidemark.network.Api.get;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tidemark.authz.Authorizer;
import io.tidemark.network.application.Ports;
import io.tidemark.network.port.VmId;
import io.tidemark.testkit.real.AccessSeed;
import io.tidemark.testkit.real.DryRunWalk;
import io.tidemark.testkit.real.Neighbour;
import io.tidemark.testkit.real.RealParts;
import io.tidemark.testkit.real.Realm;
import io.tidemark.testkit.real.Tokens;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every write of the service tells what it would do, and does none of it. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class DryRunTest {
    @Inject
    Authorizer authorizer;

    @Test
    void every_write_tells_what_it_would_do_and_does_none_of_it() {
        try (AccessSeed access = AccessSeed.open()) {
            access.asShipped()
                    .until(() -> authorizer
                                    .refusal(Realm.OSCAR, "network.network.create", "/")
                                    .isEmpty()
                            && authorizer
                                    .refusal(Realm.OSCAR, "network.relay.operate", "/")
                                    .isEmpty());
        }
        String port = port();

        DryRunWalk.of(RestAssured.port, "network", Tokens.of("oscar"))
                .write("POST /networks", Map.of("tenantId", Realm.ACME, "name", "tried", "cidr", "10.42.0.0/24"))
                .write(
                        "PUT /ports/{id}/shape",
                        "/ports/" + port + "/shape",
                        Map.of(
                                "inbound",
                                Map.of("averageBitsPerSecond", 1_000_000, "peakBitsPerSecond", 0, "burstBytes", 65536)))
                .write("POST /views/{name}/rebuild", "/views/port/rebuild", Map.of())
                .walk();
    }

    private static String port() {
        String vm = UUID.randomUUID().toString();
        try (Neighbour compute = Neighbour.service("compute")) {
            compute.publish(
                    "tidemark.compute.vm.defined.v1",
                    vm,
                    Map.of("vmId", vm, "spec", Map.of("tenantId", Realm.ACME), "start", true));
        }
        String port = Ports.idFor(new VmId(vm)).value();
        eventually().until(() -> get("oscar", "/ports/" + port).statusCode() == 200);
        return port;
    }
}
