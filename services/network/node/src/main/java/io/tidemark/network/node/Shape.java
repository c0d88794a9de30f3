package io.tidemark.network.node;

/**
 * The limits of a port in both directions.
 *
 * @param inbound towards the guest
 * @param outbound from the guest
 */
public record Shape(TrafficLimit inbound, TrafficLimit outbound) {
    public static final Shape UNLIMITED = new Shape(TrafficLimit.NONE, TrafficLimit.NONE);
}
