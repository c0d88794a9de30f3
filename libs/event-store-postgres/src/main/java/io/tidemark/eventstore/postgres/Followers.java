package io.tidemark.eventstore.postgres;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tidemark.eventstore.StoredEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Runs the numbering and every {@link Follower}: those that write only here together, each other one on a thread of its own, so
 * that one that waits for Kafka holds up no read model. A failure is logged and tried again after a pause that grows to five
 * seconds.
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
        List<Follower> here = new ArrayList<>();
        for (Follower follower : followers) {
            if (follower.writesOnlyHere()) {
                here.add(follower);
            } else {
                run(
                        follower.name(),
                        follower.onlyFor()
                                .map(concerns -> choosing(follower, concerns))
                                .orElseGet(() -> following(List.of(follower))));
            }
        }
        if (!here.isEmpty()) {
            run("views", following(here));
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

    private Work following(List<Follower> together) {
        FollowerLane lane = new FollowerLane(sessions, store, together);
        AtomicLong met = new AtomicLong(-1);
        return () -> {
            LogSignal.Seen seen = signal.seen();
            boolean news = met.getAndSet(seen.numberings()) != seen.numberings();
            if (lane.goOn(news) == 0) {
                signal.awaitNumbering(seen, POLL);
            }
        };
    }

    /** Nobody waits for it, so it is not woken. */
    private Work choosing(Follower follower, Predicate<StoredEvent> concerns) {
        ChoosyLane lane = new ChoosyLane(sessions, store, follower, concerns);
        return () -> {
            if (lane.goOn() == 0) {
                Thread.sleep(POLL);
            }
        };
    }
}
