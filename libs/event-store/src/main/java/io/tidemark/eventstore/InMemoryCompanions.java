package io.tidemark.eventstore;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The companions of the store in memory. Whoever calls holds the store's lock. */
final class InMemoryCompanions {
    private final Map<String, Companion.IdempotencyRecord> answers = new HashMap<>();
    private final Map<String, Long> inbox = new HashMap<>();
    private final Map<String, String> replicas = new HashMap<>();
    private final Map<String, String> claims = new HashMap<>();
    private final InMemorySubjectKeys keys;
    private final Deque<Runnable> undo = new ArrayDeque<>();

    InMemoryCompanions(InMemorySubjectKeys keys) {
        this.keys = keys;
    }

    /** What follows can be taken back up to here. */
    void begin() {
        undo.clear();
    }

    void rollback() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }

    /** Whether the companion tells that the same was handled before, which is found out before anything else. */
    static boolean tellsRepeats(Companion companion) {
        return companion instanceof Companion.IdempotencyRecord || companion instanceof Companion.InboxMark;
    }

    void keep(Companion companion) {
        switch (companion) {
            case Companion.IdempotencyRecord r -> keep(r);
            case Companion.InboxMark m -> keep(m);
            case Companion.Claim c -> keep(c);
            case Companion.Unclaim u -> {
                String value = u.scope() + "\n" + u.value();
                if (u.owner().equals(claims.get(value))) {
                    put(claims, value, null);
                }
            }
            case Companion.Replica r ->
                put(replicas, r.kind() + "\n" + r.id(), r.json().isEmpty() ? null : r.json());
            case Companion.Erasure e -> undo.push(keys.erase(e.subject()));
            case Companion.DryRun _ -> {}
        }
    }

    private void keep(Companion.IdempotencyRecord record) {
        String key = record.principal() + "\n" + record.key();
        if (answers.containsKey(key)) {
            throw new AppendConflict.KeyUsed(record.principal(), record.key());
        }
        put(answers, key, record);
    }

    private void keep(Companion.InboxMark mark) {
        String key = mark.producer() + "\n" + mark.aggregate();
        long last = inbox.getOrDefault(key, 0L);
        if (mark.revision() <= last) {
            throw new AppendConflict.Repeat(mark, last);
        }
        if (mark.revision() > last + 1) {
            throw new AppendConflict.Gap(mark, last);
        }
        put(inbox, key, mark.revision());
    }

    private void keep(Companion.Claim claim) {
        String value = claim.scope() + "\n" + claim.value();
        String owner = claims.get(value);
        if (owner != null && !owner.equals(claim.owner())) {
            throw new AppendConflict.AlreadyClaimed(claim.scope(), claim.value());
        }
        put(claims, value, claim.owner());
    }

    private <V> void put(Map<String, V> map, String key, @Nullable V value) {
        V before = map.get(key);
        undo.push(() -> set(map, key, before));
        set(map, key, value);
    }

    private static <V> void set(Map<String, V> map, String key, @Nullable V value) {
        if (value == null) {
            map.remove(key);
        } else {
            map.put(key, value);
        }
    }
}
