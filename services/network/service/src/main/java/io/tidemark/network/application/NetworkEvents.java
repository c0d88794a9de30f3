package io.tidemark.network.application;

import io.tidemark.eventstore.EventTypes;
import io.tidemark.network.port.PortEvent;
import io.tidemark.network.segment.NetworkEvent;

/** The wire names of network's events. Published: never changed, only added to. */
public final class NetworkEvents {
    public static final EventTypes<NetworkEvent> NETWORK = EventTypes.<NetworkEvent>none()
            .and("tidemark.network.network.created.v1", NetworkEvent.NetworkCreated.class);

    public static final EventTypes<PortEvent> PORT = EventTypes.<PortEvent>none()
            .and("tidemark.network.port.allocated.v1", PortEvent.PortAllocated.class)
            .and("tidemark.network.port.refused.v1", PortEvent.PortRefused.class)
            .and("tidemark.network.port.bound.v1", PortEvent.PortBound.class)
            .and("tidemark.network.port.unbound.v1", PortEvent.PortUnbound.class)
            .and("tidemark.network.port.reshaped.v1", PortEvent.PortReshaped.class)
            .and("tidemark.network.port.released.v1", PortEvent.PortReleased.class);

    private NetworkEvents() {}
}
