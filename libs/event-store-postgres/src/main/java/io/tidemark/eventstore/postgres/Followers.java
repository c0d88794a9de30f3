package io.tidemark.eventstore.postgres;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.StoredEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Runs the numbering and every {@link Follower}, each on a thread of its own, so that one that waits for Kafka
 * holds up no read model. A failure is logged and tried again after a pause that grows to five seconds.
 */
@ApplicationScoped
public class Followers {
    private static final Logger LOG = Logger.getLogger(Followers.class);
    /** The net below the signal: how long an append of another replica may stay unseen. */
    private static final Duration POLL = Duration.ofSeconds(1);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int NUMBERING_BATCH = 500;

    private final Mutiny.SessionFactory sessions;
    private final PostgresEventStore store;
    private final LogSignal signal;
    private final Instance<Follower> followers;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    public Followers(
            Mutiny.SessionFactory sessions,
            PostgresEventStore store,
            LogSignal signal,
            @Any Instance<Follower> followers) {
        this.sessions = sessions;
        this.store = store;
        this.signal = signal;
        this.followers = followers;
    }

    void start(@Observes StartupEvent event) {
        run("numbering", this::numberAll);
        for (Follower follower : followers) {
            run(follower.name(), () -> followAll(follower));
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            thread.interrupt();
        }
        for (Thread thread : threads) {
            thread.join(LONGEST_PAUSE);
        }
    }

    private interface Work {
        void once() throws InterruptedException;
    }

    private void run(String name, Work work) {
        threads.add(Thread.ofPlatform().daemon().name("follower-" + name).start(() -> loop(name, work)));
    }

    private void loop(String name, Work work) {
        Duration pause = POLL;
        while (!stopping) {
            try {
                work.once();
                pause = POLL;
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!stopping) {
                    LOG.errorf(e, "follower failed, trying again: follower=%s pause=%s", name, pause);
                    pause = pauseAfter(pause);
                }
            }
        }
    }

    private Duration pauseAfter(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            stopping = true;
        }
        Duration longer = pause.multipliedBy(2);
        return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }

    private void numberAll() throws InterruptedException {
        LogSignal.Seen seen = signal.seen();
        int numbered = Blocking.await(store.number(NUMBERING_BATCH));
        if (numbered > 0) {
            signal.numbered();
        }
        if (numbered < NUMBERING_BATCH) {
            signal.awaitAppend(seen, POLL);
        }
    }

    private void followAll(Follower follower) throws InterruptedException {
        LogSignal.Seen seen = signal.seen();
        if (Blocking.await(followOnce(follower)) == 0) {
            signal.awaitNumbering(seen, POLL);
        }
    }

    /** One batch in one transaction; returns how many events it held. */
    private Uni<Integer> followOnce(Follower follower) {
        return sessions.withStatelessTransaction(session -> lockCheckpoint(session, follower.name())
                .flatMap(checkpoint -> checkpoint.isEmpty()
                        ? Uni.createFrom().item(0)
                        : followFrom(session, checkpoint.get(), follower)));
    }

    private Uni<Integer> followFrom(Mutiny.StatelessSession session, Checkpoint checkpoint, Follower follower) {
        return follower.resumeAfter(session, checkpoint.position)
                .flatMap(after -> store.readAfter(session, after, follower.batchSize())
                        .flatMap(batch -> followBatch(session, checkpoint, after, batch, follower)));
    }

    private static Uni<Integer> followBatch(
            Mutiny.StatelessSession session,
            Checkpoint checkpoint,
            long after,
            List<StoredEvent> batch,
            Follower follower) {
        boolean moved = !batch.isEmpty() || after != checkpoint.position;
        if (!moved) {
            return Uni.createFrom().item(0);
        }
        checkpoint.position = batch.isEmpty() ? after : batch.getLast().position();
        Uni<Void> followed = batch.isEmpty() ? Uni.createFrom().voidItem() : follower.follow(session, batch);
        return followed.call(() -> session.update(checkpoint)).replaceWith(batch.size());
    }

    /** Empty when another replica holds it, or when it was only just made. */
    private static Uni<Optional<Checkpoint>> lockCheckpoint(Mutiny.StatelessSession session, String follower) {
        return session.createSelectionQuery("from Checkpoint where follower = :follower", Checkpoint.class)
                .setParameter("follower", follower)
                .setLockMode(LockMode.UPGRADE_SKIPLOCKED)
                .getResultList()
                .flatMap(rows -> rows.isEmpty()
                        ? Checkpoint.create(session, follower).replaceWith(Optional.empty())
                        : Uni.createFrom().item(Optional.of(rows.get(0))));
    }
}
