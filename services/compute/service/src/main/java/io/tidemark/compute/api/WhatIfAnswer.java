package io.tidemark.compute.api;

import io.tidemark.compute.fleet.NodeId;
import io.tidemark.compute.fleet.Placement;
import io.tidemark.compute.whatif.Forecast;
import java.util.List;
import java.util.Optional;

/**
 * What would come of it. Whether memory-broker would grant the memory is not said.
 *
 * @param position where history was forked; the same request as of it gives the same answer
 * @param displaced the virtual machines of the nodes that were taken away, first
 * @param arrivals the virtual machines that were created, in their order
 * @param nodes the fleet afterwards
 */
public record WhatIfAnswer(long position, List<Displaced> displaced, List<Arrival> arrivals, List<Load> nodes) {

    /** What was said of one node; {@code verdict} is chosen, possible or refused. */
    public record Reason(String nodeId, String verdict, String why) {}

    /** Where something would go; without a node nowhere, for these reasons. */
    public record Place(Optional<String> nodeId, List<Reason> reasons) {}

    /**
     * A virtual machine whose node was taken away.
     *
     * @param nodeId the node that was taken away
     * @param running whether it ran there, or was about to; what does not run takes no memory elsewhere
     * @param restart where it could be started with its disk where it was
     * @param elsewhere where it would fit if its disk were to be had everywhere
     */
    public record Displaced(
            String vmId,
            String name,
            long memoryBytes,
            String nodeId,
            boolean running,
            Place restart,
            Place elsewhere) {}

    /** Why not. */
    public record Refusal(String code, String detail) {}

    /** A virtual machine that was created. @param nodeId where it would start; absent when it would not */
    public record Arrival(
            String name, long memoryBytes, Optional<String> nodeId, Optional<Refusal> refusal, List<Reason> reasons) {}

    /** A node afterwards. @param committedBytes the memory of the guests on it */
    public record Load(String nodeId, String hostname, boolean reachable, long memoryBytes, long committedBytes) {}

    static WhatIfAnswer of(long position, Forecast forecast) {
        return new WhatIfAnswer(
                position,
                forecast.displaced().stream().map(WhatIfAnswer::displaced).toList(),
                forecast.arrivals().stream().map(WhatIfAnswer::arrival).toList(),
                forecast.fleet().stream().map(WhatIfAnswer::load).toList());
    }

    private static Displaced displaced(Forecast.Displaced moved) {
        return new Displaced(
                moved.machine().id().value(),
                moved.machine().name(),
                moved.machine().memory().bytes(),
                moved.machine().node().value(),
                moved.machine().committed(),
                place(moved.restart()),
                place(moved.elsewhere()));
    }

    private static Arrival arrival(Forecast.Arrival arrival) {
        return new Arrival(
                arrival.name(),
                arrival.memory().bytes(),
                arrival.node().map(NodeId::value),
                arrival.refusal().map(refusal -> new Refusal(refusal.code(), refusal.detail())),
                reasons(arrival.reasons()));
    }

    private static Load load(Placement.Candidate node) {
        return new Load(
                node.nodeId().value(),
                node.hostname(),
                node.reachable(),
                node.memory().bytes(),
                node.committed().bytes());
    }

    private static Place place(Placement.Choice choice) {
        return new Place(choice.chosen().map(NodeId::value), reasons(choice.verdicts()));
    }

    private static List<Reason> reasons(List<Placement.Verdict> verdicts) {
        return verdicts.stream()
                .map(said -> new Reason(said.nodeId().value(), said.verdict(), said.why()))
                .toList();
    }
}
