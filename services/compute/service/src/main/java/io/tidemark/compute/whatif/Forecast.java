package io.tidemark.compute.whatif;

import io.tidemark.compute.fleet.NodeId;
import io.tidemark.compute.fleet.Placement;
import io.tidemark.problems.Rejection;
import io.tidemark.units.MemorySize;
import java.util.List;
import java.util.Optional;

/** What would come of the changes, each with its reasons, and the fleet afterwards. */
public record Forecast(List<Displaced> displaced, List<Arrival> arrivals, List<Placement.Candidate> fleet) {

    /**
     * A virtual machine whose node is taken away.
     *
     * @param restart what placement would say of starting it: its disk is where it was
     * @param elsewhere where it would fit if its disk were to be had everywhere
     */
    public record Displaced(Fork.Machine machine, Placement.Choice restart, Placement.Choice elsewhere) {}

    /**
     * A virtual machine that is created.
     *
     * @param node where it would start; empty when it would not
     * @param refusal why it would not be created or not start
     * @param reasons what was said of each node; none when it would not even be created
     */
    public record Arrival(
            String name,
            MemorySize memory,
            Optional<NodeId> node,
            Optional<Refusal> refusal,
            List<Placement.Verdict> reasons) {}

    /** Why not, in the code and words of the decision. */
    public record Refusal(String code, String detail) {
        static Refusal of(Rejection reason) {
            return new Refusal(reason.code().name(), reason.detail());
        }
    }
}
