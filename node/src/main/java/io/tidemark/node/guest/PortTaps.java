package io.tidemark.node.guest;

import io.tidemark.compute.node.vm.PortReadiness;
import io.tidemark.network.node.PortId;
import io.tidemark.network.node.PortReadiness.Answer;
import java.util.Optional;
import java.util.UUID;

/** Compute's view of ports, through network's module. */
public final class PortTaps implements PortReadiness {
    private final io.tidemark.network.node.PortReadiness network;

    public PortTaps(io.tidemark.network.node.PortReadiness network) {
        this.network = network;
    }

    @Override
    public Optional<String> tap(UUID portId, long generation) {
        return switch (network.readiness(new PortId(portId), generation)) {
            case Answer.Held held -> Optional.of(held.tap());
            case Answer.Waiting waiting -> Optional.empty();
        };
    }
}
