package io.tidemark.network.node;

/**
 * What a port has carried since its tap was made. All counts only grow, until the port is removed.
 *
 * @param inbound towards the guest, counted behind the limit: what the guest was given
 * @param outbound from the guest, counted before guard and limit: what the guest sent
 */
public record PortCounters(Count inbound, Count outbound) {
    /**
     * One direction.
     *
     * @param frames Ethernet frames; an offloaded one of up to 64 KiB is one
     * @param bytes their bytes, without check sequences
     * @param dropped frames that the limit did not let pass; since the limit was last set
     */
    public record Count(long frames, long bytes, long dropped) {
        public static final Count ZERO = new Count(0, 0, 0);
    }
}
