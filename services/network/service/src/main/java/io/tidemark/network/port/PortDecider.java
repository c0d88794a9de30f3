package io.tidemark.network.port;

import static io.tidemark.decider.Decision.accept;
import static io.tidemark.decider.Decision.nothing;
import static io.tidemark.decider.Decision.reject;

import io.tidemark.decider.Decider;
import io.tidemark.decider.Decision;
import io.tidemark.network.port.Port.*;
import io.tidemark.network.port.PortCommand.*;
import io.tidemark.network.port.PortEvent.*;
import io.tidemark.network.segment.NetworkProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One port's life: allocated once, bound for each start of its guest, released with it. */
public final class PortDecider implements Decider<PortCommand, Port, PortEvent> {
    private final PortId id;

    public PortDecider(PortId id) {
        this.id = id;
    }

    private record Row(Port state, PortCommand command) {}

    private record Step(Port state, PortEvent event) {}

    @Override
    public Port initial() {
        return new Absent();
    }

    @Override
    public Decision<PortEvent> decide(Port state, PortCommand command) {
        return switch (new Row(state, command)) {
            case Row(Absent _, Allocate c) ->
                c.shape()
                        .flaw()
                        .<Decision<PortEvent>>map(flaw -> accept(
                                new PortRefused(id, c.vmId(), c.tenantId(), NetworkProblem.SHAPE_INVALID.name(), flaw)))
                        .orElseGet(() -> accept(new PortAllocated(
                                id, c.vmId(), c.tenantId(), c.networkId(), c.mac(), c.ip(), c.shape())));
            case Row(Absent _, Refuse c) -> accept(new PortRefused(id, c.vmId(), c.tenantId(), c.code(), c.detail()));
            case Row(Port _, Allocate _), Row(Port _, Refuse _) -> nothing();

            case Row(Allocated s, Bind c) -> bind(s, new Binding(c.nodeId(), c.epoch()));
            case Row(Allocated s, Unbind c)
            when s.bound().filter(bound -> bound.epoch() <= c.epoch()).isPresent() -> accept(unbound(s));
            case Row(Port _, Bind _), Row(Port _, Unbind _) -> nothing();

            case Row(Allocated s, Reshape c) -> reshape(s, c.shape());
            case Row(Released _, Reshape _), Row(Refused _, Reshape _) ->
                reject(NetworkProblem.PORT_RELEASED, id + " was given back");
            case Row(Absent _, Reshape _) -> reject(NetworkProblem.PORT_NOT_FOUND, "no port has the id " + id);

            case Row(Allocated s, Release _) -> release(s);
            case Row(Port _, Release _) -> nothing();
        };
    }

    private Decision<PortEvent> bind(Allocated s, Binding binding) {
        if (s.bound().filter(bound -> bound.epoch() >= binding.epoch()).isPresent()) {
            return nothing();
        }
        return accept(new PortBound(id, s.body().vmId(), binding.nodeId(), binding.epoch(), s.generation() + 1));
    }

    private PortUnbound unbound(Allocated s) {
        Binding bound = s.bound().orElseThrow();
        return new PortUnbound(id, s.body().vmId(), bound.nodeId(), bound.epoch(), s.generation() + 1);
    }

    private Decision<PortEvent> reshape(Allocated s, Shape shape) {
        Optional<String> flaw = shape.flaw();
        if (flaw.isPresent()) {
            return reject(NetworkProblem.SHAPE_INVALID, flaw.get());
        }
        return shape.equals(s.body().shape())
                ? nothing()
                : accept(new PortReshaped(id, s.body().vmId(), shape, s.generation() + 1));
    }

    private Decision<PortEvent> release(Allocated s) {
        List<PortEvent> events = new ArrayList<>();
        if (s.bound().isPresent()) {
            events.add(unbound(s));
        }
        events.add(new PortReleased(id, s.body().vmId()));
        return accept(events);
    }

    @Override
    public Port evolve(Port state, PortEvent event) {
        return switch (new Step(state, event)) {
            case Step(Absent _, PortAllocated e) ->
                new Allocated(
                        new Body(e.vmId(), e.tenantId(), e.networkId(), e.mac(), e.ip(), e.shape()),
                        Optional.empty(),
                        Optional.empty(),
                        0);
            case Step(Absent _, PortRefused _) -> new Refused();
            case Step(Allocated s, PortBound e) ->
                new Allocated(
                        s.body(),
                        Optional.of(new Binding(e.nodeId(), e.epoch())),
                        Optional.of(e.nodeId()),
                        e.generation());
            case Step(Allocated s, PortUnbound e) ->
                new Allocated(s.body(), Optional.empty(), s.last(), e.generation());
            case Step(Allocated s, PortReshaped e) ->
                new Allocated(s.body().shaped(e.shape()), s.bound(), s.last(), e.generation());
            case Step(Allocated s, PortReleased _) -> new Released(s.last(), s.generation(), s.body());
            case Step(Port s, PortEvent e) -> throw new IllegalStateException(e + " cannot follow " + s);
        };
    }
}
