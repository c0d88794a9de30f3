package io.tidemark.eventstore.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.StoredEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A read model with all that a row can have: it comes, changes, moves, goes, and comes again. */
@ApplicationScoped
class LedgerView implements View<LedgerView.Ledger> {
    static final String MOVED = "ledger.moved.v1";
    static final String CLOSED = "ledger.closed.v1";
    /** Changes no row. */
    static final String READ = "ledger.read.v1";

    record Ledger(String id, long balance, Optional<String> note, List<Long> last, Meta meta) {}

    record Meta(String branch, Instant changedAt) {}

    @Produces
    @ApplicationScoped
    Follower ledgerFollower() {
        return new ViewFollower<>(this);
    }

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public Class<Ledger> type() {
        return Ledger.class;
    }

    @Override
    public Optional<String> key(StoredEvent event) {
        return event.type().startsWith("ledger.") ? Optional.of(event.stream().id()) : Optional.empty();
    }

    @Override
    public @Nullable Ledger evolve(@Nullable Ledger row, StoredEvent event) {
        if (event.type().equals(CLOSED)) {
            return null;
        }
        if (event.type().equals(READ)) {
            return row;
        }
        JsonNode moved = Json.tree(event.json());
        long by = moved.get("by").asLong();
        return new Ledger(
                event.stream().id(),
                (row == null ? 0 : row.balance()) + by,
                by % 2 == 0 ? Optional.of("even ü") : Optional.empty(),
                row == null ? List.of(by) : List.of(row.last().getLast(), by),
                new Meta(moved.get("branch").asText(), event.recordedAt()));
    }

    @Override
    public String objectPath(Ledger row, StoredEvent event) {
        return "/branches/" + row.meta().branch() + "/ledgers/" + row.id();
    }
}
