package io.tidemark.compute.whatif;

import io.tidemark.compute.fleet.NodeId;
import io.tidemark.compute.fleet.Placement;
import io.tidemark.compute.vm.NetworkId;
import io.tidemark.compute.vm.Port;
import io.tidemark.compute.vm.PortId;
import io.tidemark.compute.vm.Vm;
import io.tidemark.compute.vm.VmCommand;
import io.tidemark.compute.vm.VmDecider;
import io.tidemark.compute.vm.VmEvent;
import io.tidemark.compute.vm.VmId;
import io.tidemark.compute.vm.VmSpec;
import io.tidemark.decider.Decision;
import io.tidemark.problems.Rejection;
import io.tidemark.units.MemorySize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a fork of history through {@link Placement} and {@link VmDecider}, which decide for real. Whether memory-broker
 * would grant the memory of what is placed is memory-broker's to say. Pure: the same fork and changes, the same forecast.
 */
public final class WhatIf {
    /** Network would give some port; which one decides nothing here. */
    private static final Port SOME_PORT = new Port(new PortId("what-if"), new NetworkId("what-if"), "", "");

    private final List<Placement.Candidate> fleet = new ArrayList<>();

    private WhatIf(Fork fork, Changes changes) {
        fork.fleet().stream()
                .filter(node -> !changes.without().contains(node.nodeId()))
                .forEach(fleet::add);
        fleet.addAll(changes.with());
    }

    public static Forecast run(Fork fork, Changes changes) {
        WhatIf run = new WhatIf(fork, changes);
        List<Forecast.Displaced> displaced =
                fork.machines().stream().map(run::displace).toList();
        List<Forecast.Arrival> arrivals =
                changes.arrivals().stream().map(run::arrive).toList();
        return new Forecast(displaced, arrivals, List.copyOf(run.fleet));
    }

    private Forecast.Displaced displace(Fork.Machine machine) {
        Placement.Choice restart = choose(machine.memory(), Optional.of(machine.node()));
        Placement.Choice elsewhere = choose(machine.memory(), Optional.empty());
        if (machine.committed()) {
            elsewhere.chosen().ifPresent(node -> commit(node, machine.memory()));
        }
        return new Forecast.Displaced(machine, restart, elsewhere);
    }

    private Forecast.Arrival arrive(VmSpec spec) {
        VmDecider decider = new VmDecider(new VmId("what-if"));
        VmCommand define = new VmCommand.Define(new VmId("what-if"), spec, true);
        return switch (decider.decide(decider.initial(), define)) {
            case Decision.Rejected<VmEvent>(Rejection reason) ->
                new Forecast.Arrival(
                        spec.name(),
                        spec.memoryBytes(),
                        Optional.empty(),
                        Optional.of(Forecast.Refusal.of(reason)),
                        List.of());
            case Decision.Accepted<VmEvent>(List<VmEvent> defined) ->
                attach(decider, decider.fold(decider.initial(), defined), spec);
        };
    }

    private Forecast.Arrival attach(VmDecider decider, Vm provisioning, VmSpec spec) {
        Placement.Choice choice = choose(spec.memoryBytes(), Optional.empty());
        return switch (decider.decide(provisioning, new VmCommand.AttachPort(SOME_PORT, choice))) {
            case Decision.Rejected<VmEvent>(Rejection reason) -> arrival(spec, choice, Forecast.Refusal.of(reason));
            case Decision.Accepted<VmEvent>(List<VmEvent> events) -> started(spec, choice, events.getLast());
        };
    }

    private Forecast.Arrival started(VmSpec spec, Placement.Choice choice, VmEvent last) {
        if (last instanceof VmEvent.VmPlaced placed) {
            commit(placed.nodeId(), placed.memoryBytes());
            return new Forecast.Arrival(
                    spec.name(), spec.memoryBytes(), Optional.of(placed.nodeId()), Optional.empty(), placed.reasons());
        }
        if (last instanceof VmEvent.VmStartFailed failed) {
            return arrival(spec, choice, new Forecast.Refusal(failed.code(), failed.detail()));
        }
        throw new IllegalStateException("a machine that shall start got its port, and then " + last);
    }

    private static Forecast.Arrival arrival(VmSpec spec, Placement.Choice choice, Forecast.Refusal refusal) {
        return new Forecast.Arrival(
                spec.name(), spec.memoryBytes(), Optional.empty(), Optional.of(refusal), choice.verdicts());
    }

    private Placement.Choice choose(MemorySize memory, Optional<NodeId> home) {
        return Placement.choose(new Placement.Request(memory, home), fleet);
    }

    private void commit(NodeId node, MemorySize memory) {
        fleet.replaceAll(known -> known.nodeId().equals(node) ? known.committing(memory) : known);
    }
}
