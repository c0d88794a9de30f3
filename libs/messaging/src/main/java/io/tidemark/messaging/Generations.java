package io.tidemark.messaging;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Which generation each position of the log belongs to. A generation ends where the database was restored to an older state
 * after later events had been published: what comes then at the same positions is another history. An event keeps its
 * generation whenever it is published again.
 *
 * @param byFirst by the first position of each
 * @param gone generations of which nothing is in this log: it was restored to before they began
 */
record Generations(NavigableMap<Long, String> byFirst, Set<String> gone) {
    private static final String ALL = "select coalesce(from_position, 0), cast(generation as text) from generation";

    /** What began at or behind the branch is not in this log any more. */
    private static final String END = "update generation set from_position = null where from_position >= :first";

    private static final String GONE = "insert into generation (generation, from_position)"
            + " select cast(value as uuid), null from jsonb_array_elements_text(cast(cast(:gone as text) as jsonb))"
            + " on conflict do nothing";

    private static final String BEGIN = "with head as (update log_head set generation = gen_random_uuid()"
            + " returning generation) insert into generation (generation, from_position) select generation, :first from head";

    static Uni<Generations> read(Mutiny.StatelessSession session) {
        return session.createNativeQuery(ALL, Object[].class).getResultList().map(Generations::of);
    }

    private static Generations of(List<Object[]> rows) {
        NavigableMap<Long, String> byFirst = new TreeMap<>();
        Set<String> gone = new HashSet<>();
        for (Object[] row : rows) {
            long first = ((Number) row[0]).longValue();
            if (first == 0) {
                gone.add((String) row[1]);
            } else {
                byFirst.put(first, (String) row[1]);
            }
        }
        return new Generations(byFirst, gone);
    }

    /** @param position 1 at least */
    String of(long position) {
        Map.Entry<Long, String> entry = byFirst.floorEntry(position);
        if (entry == null) {
            throw new IllegalStateException("position " + position + " is of no generation: " + byFirst);
        }
        return entry.getValue();
    }

    boolean has(long position, String generation) {
        return position > 0 && of(position).equals(generation);
    }

    boolean knows(String generation) {
        return gone.contains(generation) || byFirst.containsValue(generation);
    }

    String present() {
        return byFirst.lastEntry().getValue();
    }

    /** From that position on the log is of a new generation. */
    static Uni<Generations> branch(Mutiny.StatelessSession session, long first, Set<String> gone) {
        return session.createNativeQuery(END)
                .setParameter("first", first)
                .executeUpdate()
                .chain(() -> session.createNativeQuery(GONE)
                        .setParameter("gone", Json.write(gone))
                        .executeUpdate())
                .chain(() -> session.createNativeQuery(BEGIN)
                        .setParameter("first", first)
                        .executeUpdate())
                .chain(() -> read(session));
    }
}
