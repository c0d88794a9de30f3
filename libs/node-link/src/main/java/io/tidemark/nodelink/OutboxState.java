package io.tidemark.nodelink;

/**
 * How far the facts of a node are.
 *
 * @param lastNumber of the newest fact on disk; 0 when there was none ever
 * @param acknowledgedNumber up to which Kafka has them
 * @param firstHeldNumber from which this disk could publish them again
 * @param damage why nothing is published; empty when all is well
 */
public record OutboxState(long lastNumber, long acknowledgedNumber, long firstHeldNumber, String damage) {
    public boolean isDamaged() {
        return !damage.isEmpty();
    }
}
