package io.tidemark.network.port;

import io.tidemark.network.segment.NetworkId;
import java.util.Optional;

/** A port's states. */
public sealed interface Port {
    record Absent() implements Port {}

    /** What every allocated port keeps. */
    record Body(VmId vmId, String tenantId, NetworkId networkId, String mac, String ip, Shape shape) {
        Body shaped(Shape newShape) {
            return new Body(vmId, tenantId, networkId, mac, ip, newShape);
        }
    }

    /**
     * It has its addresses.
     *
     * @param bound where it is plugged in; empty while its guest runs nowhere
     * @param generation rises with everything that nodes must know; a node never goes back to a lower one
     */
    record Allocated(Body body, Optional<Binding> bound, Optional<NodeId> last, long generation) implements Port {}

    /** @param epoch of the guest's start that it is bound for */
    record Binding(NodeId nodeId, long epoch) {}

    /** Could not be allocated. */
    record Refused() implements Port {}

    /** Given back; its addresses may be another's. */
    record Released(Optional<NodeId> last, long generation, Body body) implements Port {}
}
