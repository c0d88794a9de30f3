package io.tidemark.eventstore.postgres;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.StoredEvent;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Something that follows the service's own log by position: a read model, the relay to Kafka, the directives to
 * nodes. Each follower has a durable checkpoint; its row is locked while a batch is worked on, so one replica at a
 * time follows, and the lock falls with the connection when that replica dies.
 */
public interface Follower {
    /** Names the checkpoint; never reused for something else. */
    String name();

    /** At most how many events come in one batch. */
    default int batchSize() {
        return 200;
    }

    /**
     * After which position to go on; asked before each look for more, in the transaction that holds the checkpoint. Less
     * than the checkpoint when what was handed on is lost there and has to be handed on again; never more.
     */
    default Uni<Long> resumeAfter(Mutiny.StatelessSession session, long checkpoint) {
        return Uni.createFrom().item(checkpoint);
    }

    /**
     * Handles the batch, in position order, never empty. The checkpoint moves in the transaction of the session
     * when the result completes; on a failure everything rolls back and the batch comes again. What is done outside
     * of the session must therefore bear repetition.
     */
    Uni<Void> follow(Mutiny.StatelessSession session, List<StoredEvent> batch);
}
