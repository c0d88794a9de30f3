package io.tidemark.nodelink;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the facts on disk with those in Kafka, before anything is published.
 *
 * @param continueAfterLoss whether an operator decided that facts lost from this disk are given up
 */
record Alignment(FactLog log, NodeTopics topics, boolean continueAfterLoss) {
    private static final Logger LOG = LoggerFactory.getLogger(Alignment.class);

    /**
     * Up to which number Kafka has the facts of this disk.
     *
     * @throws OutboxDamagedException when the two contradict each other
     */
    long decide(Optional<LastFact> inKafka) {
        long number = inKafka.map(LastFact::number).orElse(0L);
        if (number > log.last()) {
            return diskBehind(number);
        }
        inKafka.ifPresent(this::requireSame);
        if (number < log.acknowledged()) {
            kafkaBehind(number);
        }
        return number;
    }

    private long diskBehind(long number) {
        String both = "Kafka has fact " + number + " in " + topics.facts() + ", this disk ends with " + log.last()
                + ": facts were lost from this disk";
        if (!continueAfterLoss) {
            throw new OutboxDamagedException(
                    both + "; start once with tidemark.node.outbox.continue-after-loss=true to go on after " + number);
        }
        LOG.error("going on after the last fact in Kafka, as configured: {}", both);
        log.continueAfter(number);
        return number;
    }

    private void requireSame(LastFact inKafka) {
        List<Fact> held = log.read(inKafka.number(), 1);
        boolean another = !held.isEmpty()
                && held.getFirst().number() == inKafka.number()
                && !held.getFirst().id().equals(inKafka.id());
        if (another) {
            throw new OutboxDamagedException("fact " + inKafka.number() + " is " + inKafka.id() + " in "
                    + topics.facts() + " and " + held.getFirst().id() + " on this disk");
        }
    }

    private void kafkaBehind(long number) {
        if (log.first() > number + 1) {
            throw new OutboxDamagedException("Kafka ends with fact " + number + " in " + topics.facts()
                    + " after it acknowledged " + log.acknowledged() + ", and this disk holds facts only from "
                    + log.first());
        }
        LOG.error(
                "Kafka lost facts that it had acknowledged, publishing them again: topic={} last={} acknowledged={}",
                topics.facts(),
                number,
                log.acknowledged());
    }
}
