package io.tidemark.eventstore.postgres;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.StoredEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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
     * Whether all that it does is done in the session that it is given, such as a read model's rows. Followers of that kind go
     * on together, in one transaction.
     */
    default boolean writesOnlyHere() {
        return false;
    }

    /**
     * Which events it follows for, where those are rare: its checkpoint is moved on only now and then while none of them comes.
     * Empty where it follows for all.
     */
    default Optional<Predicate<StoredEvent>> onlyFor() {
        return Optional.empty();
    }

    /** Whether {@link #resumeAfter} has to be asked though nothing is new. */
    default boolean hasToLook() {
        return false;
    }

    /**
     * After which position to go on; asked before each batch, in the transaction that holds the checkpoint. Less
     * than the checkpoint when what was handed on is lost there and has to be handed on again; never more.
     */
    default Uni<Long> resumeAfter(Mutiny.StatelessSession session, Checkpoint checkpoint) {
        return Uni.createFrom().item(checkpoint.position());
    }

    /**
     * Handles the batch, in position order, never empty. The checkpoint moves in the transaction of the session
     * when the result completes; on a failure everything rolls back and the batch comes again. What is done outside
     * of the session must therefore bear repetition.
     */
    Uni<Void> follow(Mutiny.StatelessSession session, List<StoredEvent> batch);
}
