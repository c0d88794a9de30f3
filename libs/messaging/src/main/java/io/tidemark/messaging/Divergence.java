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
    private final Set<String> strange = new HashSet<>();
    private boolean ahead;

    /**
     * @param checkpoint up to which Kafka is known to have this log
     * @param head the log's last position
     */
    Divergence(Generations generations, long checkpoint, long head) {
        this.generations = generations;
        this.checkpoint = checkpoint;
        this.head = head;
    }

    void add(Published event) {
        if (!generations.knows(event.generation())) {
            strange.add(event.generation());
        } else if (generations.has(event.position(), event.generation())) {
            ahead |= event.position() > head;
            if (event.position() > checkpoint && event.position() <= head) {
                published.put(event.position(), event.event());
            }
        }
    }

    /** The highest position that both have behind the checkpoint; the checkpoint when there is none. */
    long last() {
        return published.keySet().stream().mapToLong(Long::longValue).max().orElse(checkpoint);
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
        return ahead
                || !strange.isEmpty()
                || published.entrySet().stream()
                        .anyMatch(event -> !event.getValue().equals(log.get(event.getKey())));
    }

    /** The first position behind the checkpoint that topic and log do not have in common. */
    long firstOwn(Map<Long, UUID> log) {
        long position = checkpoint + 1;
        while (published.containsKey(position) && published.get(position).equals(log.get(position))) {
            position++;
        }
        return position;
    }
}
