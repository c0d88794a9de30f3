package io.tidemark.eventstore.postgres;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.InTurn;
import io.tidemark.eventstore.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * One look, one batch and one transaction for all of its followers, which take batches of the same size. When one of them
 * fails, each is tried alone, and whoever fails alone rests for a while, so that it holds up only itself.
 */
final class FollowerLane {
    private static final Logger LOG = Logger.getLogger(FollowerLane.class);
    private static final Duration REST = Duration.ofSeconds(5);

    private final Mutiny.SessionFactory sessions;
    private final PostgresEventStore store;
    private final List<Follower> followers;
    private final Map<Follower, Instant> restsUntil = new HashMap<>();

    /** @param followers at least one */
    FollowerLane(Mutiny.SessionFactory sessions, PostgresEventStore store, List<Follower> followers) {
        this.sessions = sessions;
        this.store = store;
        this.followers = List.copyOf(followers);
    }

    /**
     * One batch for each of them.
     *
     * @param news whether something was numbered since the last time; else it is looked before anything is locked
     * @return how many events the longest held; 0 when there is nothing more to do now
     */
    int goOn(boolean news) throws InterruptedException {
        List<Follower> awake = followers.stream().filter(this::isAwake).toList();
        List<Follower> asked = news || awake.isEmpty() ? awake : Blocking.await(behind(awake));
        try {
            return Blocking.await(follow(asked));
        } catch (RuntimeException together) {
            if (followers.size() == 1) {
                throw together;
            }
            return eachAlone(asked);
        }
    }

    private boolean isAwake(Follower follower) {
        return !Instant.now().isBefore(restsUntil.getOrDefault(follower, Instant.MIN));
    }

    private int eachAlone(List<Follower> asked) throws InterruptedException {
        int most = 0;
        for (Follower follower : asked) {
            try {
                most = Math.max(most, Blocking.await(follow(List.of(follower))));
            } catch (RuntimeException alone) {
                LOG.errorf(alone, "follower failed, it rests: follower=%s rest=%s", follower.name(), REST);
                restsUntil.put(follower, Instant.now().plus(REST));
            }
        }
        return most;
    }

    private Uni<List<Follower>> behind(List<Follower> awake) {
        return sessions.withStatelessSession(session -> Checkpoints.glance(session, awake))
                .map(glance -> awake.stream()
                        .filter(follower -> follower.hasToLook() || glance.isBehind(follower))
                        .toList());
    }

    private Uni<Integer> follow(List<Follower> asked) {
        return asked.isEmpty()
                ? Uni.createFrom().item(0)
                : sessions.withStatelessTransaction(
                        session -> Checkpoints.lock(session, asked).chain(held -> follow(session, held)));
    }

    private Uni<Integer> follow(Mutiny.StatelessSession session, Map<Follower, Checkpoint> checkpoints) {
        Batches batches = new Batches(session);
        return InTurn.each(
                        checkpoints.entrySet(),
                        held -> held.getKey()
                                .resumeAfter(session, held.getValue())
                                .chain(after -> batches.hand(held.getKey(), after)))
                .chain(() -> Checkpoints.move(session, batches.moved(checkpoints)))
                .map(_ -> batches.longest());
    }

    /** Followers that stand at the same position, as they do most of the time, share what is read after it. */
    private final class Batches {
        private final Mutiny.StatelessSession session;
        private final Map<Long, List<StoredEvent>> read = new HashMap<>();
        private final Map<String, Long> reached = new HashMap<>();

        Batches(Mutiny.StatelessSession session) {
            this.session = session;
        }

        Uni<Void> hand(Follower follower, long after) {
            return after(after, follower.batchSize()).chain(batch -> {
                reached.put(
                        follower.name(),
                        batch.isEmpty() ? after : batch.getLast().position());
                return batch.isEmpty() ? Uni.createFrom().voidItem() : follower.follow(session, batch);
            });
        }

        private Uni<List<StoredEvent>> after(long position, int most) {
            List<StoredEvent> known = read.get(position);
            return known != null
                    ? Uni.createFrom().item(known)
                    : store.readAfter(session, position, most).invoke(batch -> read.put(position, batch));
        }

        Map<String, Long> moved(Map<Follower, Checkpoint> checkpoints) {
            Map<String, Long> moved = new HashMap<>(reached);
            checkpoints.forEach((follower, checkpoint) -> moved.remove(follower.name(), checkpoint.position()));
            return moved;
        }

        int longest() {
            return read.values().stream().mapToInt(List::size).max().orElse(0);
        }
    }
}
