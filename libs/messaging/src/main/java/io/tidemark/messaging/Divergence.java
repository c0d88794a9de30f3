package io.tidemark.messaging;

import io.tidemark.messaging.PublishedTopic.Published;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What stands on the topic behind the last record that this database knows of, held against its log. Normally nothing, or
 * what a relay sent that died before it could note it. Not thread-safe.
 */
final class Divergence {
    private final Generations generations;
    private final long checkpoint;
    private final long head;
    private final Map<Long, UUID> published = new HashMap<>();
    private final Set<UUID> events = new HashSet<>();
    private final Set<String> strange = new HashSet<>();
    private long highest;

    /**
     * @param checkpoint up to which Kafka is known to have this log
     * @param head the log's last position
     */
    Divergence(Generations generations, long checkpoint, long head) {
        this.generations = generations;
        this.checkpoint = checkpoint;
        this.head = head;
        this.highest = checkpoint;
    }

    void add(Published event) {
        if (!generations.knows(event.generation())) {
            strange.add(event.generation());
        } else if (generations.has(event.position(), event.generation())) {
            events.add(event.event());
            highest = Math.max(highest, event.position());
            if (event.position() > checkpoint) {
                published.put(event.position(), event.event());
            }
        }
    }

    /** The log's last position that the topic reaches, behind the checkpoint; the checkpoint when there is none. */
    long last() {
        return Math.max(checkpoint, Math.min(highest, head));
    }

    /** Generations that this database has never heard of: it was restored to before they began. */
    Set<String> strange() {
        return Set.copyOf(strange);
    }

    /**
     * @param log the log's events behind the checkpoint, up to {@link #last}, by position
     * @return whether the topic holds a history that this log does not have
     */
    boolean isBranched(Map<Long, UUID> log) {
        return highest > head
                || !strange.isEmpty()
                || published.entrySet().stream()
                        .anyMatch(event -> !event.getValue().equals(log.get(event.getKey())));
    }

    /**
     * The first position behind the checkpoint whose event the topic does not hold. One that it holds elsewhere had no
     * position yet when the database was copied, and was given another one since: it is what consumers know.
     */
    long firstOwn(Map<Long, UUID> log) {
        long position = checkpoint + 1;
        while (log.containsKey(position) && events.contains(log.get(position))) {
            position++;
        }
        return position;
    }
}
