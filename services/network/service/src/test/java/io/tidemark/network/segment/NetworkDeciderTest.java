package io.tidemark.network.segment;

import io.tidemark.network.segment.NetworkCommand.Create;
import io.tidemark.network.segment.NetworkEvent.NetworkCreated;
import io.tidemark.testkit.DeciderSpec;
import org.junit.jupiter.api.Test;

class NetworkDeciderTest {
    private static final NetworkId ID = new NetworkId("net-1");
    private static final Cidr RANGE = new Cidr("10.1.0.0/24");
    private static final NetworkCreated CREATED = new NetworkCreated(ID, "acme", "web", RANGE, "10.1.0.1", 1500);

    private final DeciderSpec<NetworkCommand, Network, NetworkEvent> spec = DeciderSpec.of(new NetworkDecider(ID));

    @Test
    void a_network_is_created_with_its_first_address_as_gateway() {
        spec.given()
                .when(new Create("acme", "web", RANGE, 1500))
                .then(CREATED)
                .leaving(new Network.Present("acme", "web", RANGE, 1500));
    }

    @Test
    void it_is_created_once() {
        spec.given(CREATED).when(new Create("acme", "web", RANGE, 1500)).thenRejected(NetworkProblem.NETWORK_EXISTS);
        spec.given(CREATED).when(new Create("other", "db", RANGE, 1500)).thenRejected(NetworkProblem.NETWORK_EXISTS);
    }

    @Test
    void a_name_has_1_to_63_characters() {
        spec.given().when(new Create("acme", "", RANGE, 1500)).thenRejected(NetworkProblem.NETWORK_INVALID);
        spec.given().when(new Create("acme", "  ", RANGE, 1500)).thenRejected(NetworkProblem.NETWORK_INVALID);
        spec.given().when(new Create("acme", "x".repeat(64), RANGE, 1500)).thenRejected(NetworkProblem.NETWORK_INVALID);
        String longest = "x".repeat(63);
        spec.given()
                .when(new Create("acme", longest, RANGE, 1500))
                .then(new NetworkCreated(ID, "acme", longest, RANGE, "10.1.0.1", 1500));
    }

    @Test
    void packets_are_1280_to_9000_bytes_long() {
        spec.given().when(new Create("acme", "web", RANGE, 1279)).thenRejected(NetworkProblem.NETWORK_INVALID);
        spec.given().when(new Create("acme", "web", RANGE, 9001)).thenRejected(NetworkProblem.NETWORK_INVALID);
        for (int mtu : new int[] {1280, 9000}) {
            spec.given()
                    .when(new Create("acme", "web", RANGE, mtu))
                    .then(new NetworkCreated(ID, "acme", "web", RANGE, "10.1.0.1", mtu));
        }
    }
}
