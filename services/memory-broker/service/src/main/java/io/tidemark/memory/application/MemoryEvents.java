package io.tidemark.memory.application;

import io.tidemark.eventstore.EventTypes;
import io.tidemark.memory.host.HostEvent;

/** The wire names of the broker's events. Published: never changed, only added to. */
public final class MemoryEvents {
    public static final EventTypes<HostEvent> HOST = EventTypes.<HostEvent>none()
            .and("tidemark.memory-broker.capacity.learned.v1", HostEvent.CapacityLearned.class)
            .and("tidemark.memory-broker.reservation.granted.v1", HostEvent.ReservationGranted.class)
            .and("tidemark.memory-broker.reservation.refused.v1", HostEvent.ReservationRefused.class)
            .and("tidemark.memory-broker.reservation.released.v1", HostEvent.ReservationReleased.class)
            .and("tidemark.memory-broker.balloon.target-set.v1", HostEvent.BalloonTargetSet.class)
            .and("tidemark.memory-broker.balloon.moved.v1", HostEvent.BalloonMoved.class)
            .and("tidemark.memory-broker.guest.limit-set.v1", HostEvent.GuestLimitSet.class);

    private MemoryEvents() {}
}
