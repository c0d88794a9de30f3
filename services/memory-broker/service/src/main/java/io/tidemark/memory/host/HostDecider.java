package io.tidemark.memory.host;

import static io.tidemark.decider.Decision.accept;
import static io.tidemark.decider.Decision.nothing;
import static io.tidemark.decider.Decision.reject;

import io.tidemark.decider.Decider;
import io.tidemark.decider.Decision;
import io.tidemark.memory.host.Host.Guest;
import io.tidemark.memory.host.Host.Known;
import io.tidemark.memory.host.Host.Unknown;
import io.tidemark.memory.host.HostCommand.*;
import io.tidemark.memory.host.HostEvent.*;
import io.tidemark.units.MemorySize;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What of a node's memory is promised to whom. Promises never exceed what the node can keep. */
public final class HostDecider implements Decider<HostCommand, Host, HostEvent> {
    private final NodeId id;

    public HostDecider(NodeId id) {
        this.id = id;
    }

    private record Row(Host state, HostCommand command) {}

    private record Step(Host state, HostEvent event) {}

    @Override
    public Host initial() {
        return new Unknown();
    }

    @Override
    public Decision<HostEvent> decide(Host state, HostCommand command) {
        return switch (new Row(state, command)) {
            case Row(Known s, Learn c) when s.capacity().equals(c.capacity()) -> nothing();
            case Row(Host _, Learn c) -> accept(new CapacityLearned(id, c.capacity()));

            case Row(Unknown _, Reserve c) ->
                accept(refused(c, MemoryProblem.NODE_UNKNOWN, "node " + id + " told no capacity", MemorySize.ZERO));
            case Row(Known s, Reserve c) -> reserve(s, c);

            case Row(Known s, Release c)
            when held(s, c.vmId(), c.epoch()) ->
                accept(new ReservationReleased(id, c.vmId(), guest(s, c.vmId()).epoch()));
            case Row(Host _, Release _) -> nothing();

            case Row(Known s, Aim c) when current(s, c.vmId(), c.epoch()) -> aim(guest(s, c.vmId()), c);
            case Row(Host _, Aim _) -> nothing();

            case Row(Known s, Limit c) when s.guests().containsKey(c.vmId()) -> limit(guest(s, c.vmId()), c);
            case Row(Host _, Limit c) -> reject(MemoryProblem.GUEST_NOT_FOUND, c.vmId() + " has no memory on " + id);

            case Row(Known s, ReportMoved c)
            when current(s, c.vmId(), c.epoch()) ->
                accept(new BalloonMoved(id, c.vmId(), c.epoch(), c.target(), c.actual()));
            case Row(Host _, ReportMoved _) -> nothing();
        };
    }

    /** A release under an older epoch than the hold's came late and frees nothing. */
    private static boolean held(Known s, VmId vm, long epoch) {
        Guest guest = s.guests().get(vm);
        return guest != null && guest.epoch() <= epoch;
    }

    private static boolean current(Known s, VmId vm, long epoch) {
        Guest guest = s.guests().get(vm);
        return guest != null && guest.epoch() == epoch;
    }

    private Decision<HostEvent> reserve(Known s, Reserve c) {
        Guest held = s.guests().get(c.vmId());
        if (held != null && held.epoch() >= c.epoch()) {
            return nothing();
        }
        MemorySize floor = Admission.floor(c.memory(), c.reservation());
        MemorySize overhead = Admission.overhead(c.vcpus());
        MemorySize others = held == null ? s.promised() : s.promised().minusOrZero(held.promise());
        MemorySize free = Admission.promisable(s.capacity()).minusOrZero(others);
        MemorySize needed = floor.plus(overhead);
        if (needed.isMoreThan(free)) {
            return accept(refused(
                    c,
                    MemoryProblem.NO_MEMORY,
                    "needs " + needed.bytes() + " bytes (" + floor.bytes() + " kept for the guest, "
                            + overhead.bytes() + " for QEMU), " + free.bytes() + " of "
                            + s.capacity().bytes()
                            + " can still be promised",
                    free));
        }
        return accept(new ReservationGranted(id, c.vmId(), c.tenantId(), c.epoch(), c.memory(), floor, overhead));
    }

    private ReservationRefused refused(Reserve c, MemoryProblem why, String detail, MemorySize free) {
        MemorySize needed = Admission.floor(c.memory(), c.reservation()).plus(Admission.overhead(c.vcpus()));
        return new ReservationRefused(id, c.vmId(), c.tenantId(), c.epoch(), why.name(), detail, needed, free);
    }

    private Decision<HostEvent> aim(Guest guest, Aim c) {
        MemorySize target = MemorySize.max(guest.floor(), MemorySize.min(c.target(), guest.memory()));
        return target.equals(guest.target())
                ? nothing()
                : accept(new BalloonTargetSet(
                        id, c.vmId(), c.epoch(), guest.target(), target, guest.generation() + 1, c.reason()));
    }

    private Decision<HostEvent> limit(Guest guest, Limit c) {
        boolean outside = c.limit().isMoreThan(guest.memory()) || guest.floor().isMoreThan(c.limit());
        if (outside) {
            return reject(
                    MemoryProblem.LIMIT_INVALID,
                    "limitBytes is " + guest.floor().bytes() + " to "
                            + guest.memory().bytes() + ", not " + c.limit().bytes());
        }
        return guest.limit().filter(c.limit()::equals).isPresent()
                ? nothing()
                : accept(new GuestLimitSet(id, c.vmId(), c.limit()));
    }

    @Override
    public Host evolve(Host state, HostEvent event) {
        return switch (new Step(state, event)) {
            case Step(Unknown _, CapacityLearned e) -> new Known(e.capacityBytes(), Map.of());
            case Step(Known s, CapacityLearned e) -> new Known(e.capacityBytes(), s.guests());
            case Step(Host s, ReservationRefused _) -> s;
            case Step(Known s, ReservationGranted e) -> with(s, e.vmId(), granted(e));
            case Step(Known s, ReservationReleased e) -> without(s, e.vmId());
            case Step(Known s, BalloonTargetSet e) ->
                with(s, e.vmId(), guest(s, e.vmId()).aiming(e.targetBytes(), e.generation()));
            case Step(Known s, GuestLimitSet e) ->
                with(s, e.vmId(), guest(s, e.vmId()).limited(e.limitBytes()));
            case Step(Known s, BalloonMoved _) -> s;
            case Step(Unknown _, HostEvent e) -> throw new IllegalStateException(e + " of a node without capacity");
        };
    }

    private static Guest granted(ReservationGranted e) {
        return new Guest(
                e.epoch(),
                e.tenantId(),
                e.memoryBytes(),
                e.reservationBytes(),
                e.overheadBytes(),
                Optional.empty(),
                e.memoryBytes(),
                1);
    }

    private static Guest guest(Known s, VmId vm) {
        Guest guest = s.guests().get(vm);
        if (guest == null) {
            throw new IllegalStateException(vm + " has no memory here");
        }
        return guest;
    }

    private static Known with(Known s, VmId vm, Guest guest) {
        Map<VmId, Guest> guests = new HashMap<>(s.guests());
        guests.put(vm, guest);
        return new Known(s.capacity(), guests);
    }

    private static Known without(Known s, VmId vm) {
        Map<VmId, Guest> guests = new HashMap<>(s.guests());
        guests.remove(vm);
        return new Known(s.capacity(), guests);
    }
}
