package io.tidemark.nodelink;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A process that emits facts as fast as it can, and says of each that it is safe, until it is killed. */
final class Emitter {
    private Emitter() {}

    public static void main(String[] arguments) throws InterruptedException {
        NodeTopics topics = new NodeTopics(arguments[1], arguments[2]);
        FactOutbox outbox = new FactOutbox(Broker.single(arguments[0]), topics, Path.of(arguments[3]), false);
        outbox.start();
        if (!outbox.awaitAligned(Duration.ofSeconds(60))) {
            throw new IllegalStateException("not aligned: " + outbox.state());
        }
        while (true) {
            Fact fact = outbox.emit(new NewFact("a/b/c", "tidemark.node.test.v1", "{}", Optional.empty()));
            System.out.println(fact.number() + " " + fact.id());
        }
    }
}
