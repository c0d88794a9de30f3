package io.tidemark.network.segment;

import static io.tidemark.decider.Decision.accept;
import static io.tidemark.decider.Decision.reject;

import io.tidemark.decider.Decider;
import io.tidemark.decider.Decision;
import io.tidemark.network.segment.Network.Absent;
import io.tidemark.network.segment.Network.Present;
import io.tidemark.network.segment.NetworkCommand.Create;
import io.tidemark.network.segment.NetworkEvent.NetworkCreated;

/** One network's life. */
public final class NetworkDecider implements Decider<NetworkCommand, Network, NetworkEvent> {
    private static final int LONGEST_NAME = 63;
    /** The least that IPv6 needs (RFC 8200), so that it can come later. */
    private static final int LEAST_MTU = 1280;

    private static final int MOST_MTU = 9000;

    private final NetworkId id;

    public NetworkDecider(NetworkId id) {
        this.id = id;
    }

    private record Row(Network state, NetworkCommand command) {}

    @Override
    public Network initial() {
        return new Absent();
    }

    @Override
    public Decision<NetworkEvent> decide(Network state, NetworkCommand command) {
        return switch (new Row(state, command)) {
            case Row(Absent _, Create c)
            when c.name().isBlank() || c.name().length() > LONGEST_NAME ->
                reject(NetworkProblem.NETWORK_INVALID, "a name has 1 to " + LONGEST_NAME + " characters");
            case Row(Absent _, Create c)
            when c.mtu() < LEAST_MTU || c.mtu() > MOST_MTU ->
                reject(NetworkProblem.NETWORK_INVALID, "mtu is " + LEAST_MTU + " to " + MOST_MTU);
            case Row(Absent _, Create c) ->
                accept(new NetworkCreated(
                        id, c.tenantId(), c.name(), c.cidr(), c.cidr().gateway(), c.mtu()));
            case Row(Present _, Create _) -> reject(NetworkProblem.NETWORK_EXISTS, id + " exists");
        };
    }

    @Override
    public Network evolve(Network state, NetworkEvent event) {
        return switch (event) {
            case NetworkCreated e -> new Present(e.tenantId(), e.name(), e.cidr(), e.mtu());
        };
    }
}
