package io.tidemark.audit.application;

import io.smallrye.mutiny.Uni;
import io.tidemark.audit.record.FoundRecord;
import io.tidemark.audit.record.RecordSearch;
import io.tidemark.audit.record.SealedRecord;
import io.tidemark.audit.store.RecordIndex;
import io.tidemark.audit.store.TreeFollower;
import io.tidemark.audit.trace.Trace;
import io.tidemark.eventstore.postgres.Moment;
import io.tidemark.eventstore.postgres.Page;
import io.tidemark.eventstore.postgres.Positions;
import io.tidemark.problems.CommonProblem;
import io.tidemark.problems.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds sealed records, alone, as pages and as causal traces. Thread-safe. */
@ApplicationScoped
public class Records {

    /** The largest page that may be asked for. */
    public static final int LARGEST_PAGE = 1_000;

    /** A request leads to some dozens of records; beyond this something runs in a circle, and memory is finite. */
    private static final int LARGEST_TRACE = 5_000;

    private final RecordIndex index;
    private final Positions positions;

    public Records(RecordIndex index, Positions positions) {
        this.index = index;
        this.positions = positions;
    }

    /** The position of the moment, once the tree has reached it; empty for now. */
    public Uni<Optional<Long>> asOf(Optional<Moment> asked) {
        return asked.map(moment -> positions.of(moment, TreeFollower.NAME).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    /** The record of that leaf; refused with {@code NOT_FOUND} when the tree has (or had) none. */
    public Uni<FoundRecord> byLeaf(long leaf, Optional<Long> asOf) {
        return index.byLeaf(leaf, asOf)
                .map(found -> found.orElseThrow(
                        () -> new Rejection(CommonProblem.NOT_FOUND, "no leaf " + leaf + " in the log").asException()));
    }

    /** The newest matching records, newest first; the cursor is the leaf that the next page begins below. */
    public Uni<Page<FoundRecord>> page(RecordSearch search) {
        return index.search(search.limitedTo(search.limit() + 1)).map(found -> {
            List<FoundRecord> items = found.stream().limit(search.limit()).toList();
            Optional<String> next = found.size() > search.limit()
                    ? Optional.of(Long.toString(items.getLast().record().leaf()))
                    : Optional.empty();
            return new Page<>(items, next);
        });
    }

    /** Everything sealed under a correlation id, arranged by cause; without roots when there is nothing. */
    public Uni<Trace> trace(UUID correlationId, Optional<Long> asOf) {
        return index.search(RecordSearch.of(correlationId, asOf, LARGEST_TRACE + 1))
                .map(found -> {
                    if (found.size() > LARGEST_TRACE) {
                        throw new Rejection(AuditProblem.TRACE_TOO_LARGE, "more than " + LARGEST_TRACE + " records")
                                .asException();
                    }
                    List<SealedRecord> records =
                            found.stream().map(FoundRecord::record).toList();
                    return Trace.of(correlationId, records);
                });
    }
}
