package io.tidemark.network.node.plan;

import io.tidemark.network.node.Shape;
import io.tidemark.network.node.TrafficLimit;

/** One of the two ways through a port. */
public enum Direction {
    /** Towards the guest: what leaves the host through the tap. */
    INBOUND("egress", 'i'),
    /** From the guest: what enters the host through the tap. */
    OUTBOUND("ingress", 'o');

    private final String hook;
    private final char initial;

    Direction(String hook, char initial) {
        this.hook = hook;
        this.initial = initial;
    }

    /** The kernel's name for the tap's side that this way passes. */
    public String hook() {
        return hook;
    }

    char initial() {
        return initial;
    }

    public TrafficLimit of(Shape shape) {
        return switch (this) {
            case INBOUND -> shape.inbound();
            case OUTBOUND -> shape.outbound();
        };
    }
}
