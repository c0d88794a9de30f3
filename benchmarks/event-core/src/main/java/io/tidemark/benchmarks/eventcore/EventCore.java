package io.tidemark.benchmarks.eventcore;

import io.tidemark.benchmarks.report.Origin;
import io.tidemark.benchmarks.report.PageOption;
import io.tidemark.eventstore.EventStore;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code event-core}: what the event core adds to PostgreSQL's and Kafka's own time. */
@Singleton
@Command(
        name = "event-core",
        mixinStandardHelpOptions = true,
        description = "The event core against the same work without it, in turns, fsync on. Needs pgbench.")
public class EventCore implements Callable<Integer> {
    private static final int APPENDS_A_TURN = 40;
    private static final int DELIVERIES_A_TURN = 20;

    private final EventStore store;
    private final Pool pool;
    private final Arrivals arrivals;
    private final Turns turns = new Turns();

    @Mixin
    private PageOption page = new PageOption();

    @Option(names = "--rounds", defaultValue = "10", description = "Measured rounds (default: ${DEFAULT-VALUE}).")
    private int rounds = 10;

    public EventCore(EventStore store, Pool pool, Arrivals arrivals) {
        this.store = store;
        this.pool = pool;
        this.arrivals = arrivals;
    }

    @Override
    public Integer call() throws Exception {
        Servers present = Servers.present();
        Origin origin = Origin.beforehand();
        Comparison comparison = new Comparison(turns);
        // Throughput comes last: it leaves more than the consumer takes in within minutes.
        deliver(comparison, present);
        try (Connection connection = present.connect()) {
            rebuild(comparison, connection);
            append(comparison, connection, present);
            throughput(comparison, present);
        }
        List<String> lines = new ArrayList<>(comparison.lines());
        lines.add("");
        lines.add(origin.line("%d rounds in turns, %d appends and %d deliveries a turn, PostgreSQL with fsync"
                .formatted(rounds, APPENDS_A_TURN, DELIVERIES_A_TURN)));
        page.publish("event-core", lines);
        return 0;
    }

    private void rebuild(Comparison comparison, Connection connection) throws Exception {
        RebuildLanes.fill(connection, store);
        Lane copied = new RebuildLanes.Copied("COPY of the same rows, indexes and all", connection);
        Lane again = new RebuildLanes.Copied("COPY once more (A/A)", connection);
        Lane followed = new RebuildLanes.Followed(
                "a read model's follower from position 0, %d events"
                        .formatted(RebuildLanes.THINGS * RebuildLanes.CHANGES),
                connection,
                store);
        turns.take(List.of(copied, again, followed), rounds, 1);
        comparison.against(copied, again).rate(followed, 0.7);
    }

    private void append(Comparison comparison, Connection connection, Servers present) throws Exception {
        RebuildLanes.execute(connection, "create table bare (id uuid primary key, payload text not null)");
        Lane byHand = new AppendLanes.ByHand("event and idempotency record by hand, the same SQL", pool);
        Lane again = new AppendLanes.ByHand("by hand once more (A/A)", pool);
        Lane stored = new AppendLanes.Stored("append through the store", store);
        Lane bare = new AppendLanes.Bare("one bare row", pool);
        try (IdleFollowers idle = IdleFollowers.hold(present)) {
            turns.take(List.of(byHand, again, stored, bare), rounds, APPENDS_A_TURN);
        }
        comparison.against(byHand, again).time(stored, 1.05);
        comparison.against(bare).time(byHand);
    }

    private void throughput(Comparison comparison, Servers present) throws Exception {
        Lane pgbench = new ThroughputLanes.Pgbench("pgbench, 8 clients: a thousand appends of the same rows", present);
        Lane again = new ThroughputLanes.Pgbench("pgbench once more (A/A)", present);
        Lane stored = new ThroughputLanes.Stored("the store, 8 writers", store, present, true);
        Lane working = new ThroughputLanes.Stored(
                "the store, 8 writers, numbering, relay and intake at work", store, present, false);
        turns.take(List.of(pgbench, again, stored, working), rounds, 1);
        comparison.against(pgbench, again).rate(stored, 0.8).rate(working);
    }

    private void deliver(Comparison comparison, Servers present) throws Exception {
        try (DeliveryLanes.Raw raw = new DeliveryLanes.Raw(present.kafka())) {
            Lane record = raw.lane("a bare record from send to poll");
            Lane again = raw.lane("a bare record once more (A/A)");
            Lane event = new DeliveryLanes.Event("an event from its commit to the consumer's handler", store, arrivals);
            turns.take(List.of(record, again, event), rounds, DELIVERIES_A_TURN);
            comparison.against(record, again).time(event, 1.2);
        }
    }
}
