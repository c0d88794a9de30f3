package io.tidemark.faults;

import static org.awaitility.Awaitility.await;

import io.tidemark.launcher.part.KafkaPart;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A leader that was stopped with a batch under way goes on after another has taken over. PostgreSQL sees the stopped
 * leader's connections end and gives its locks to the other; it itself sees nothing until it goes on.
 */
final class TwoLeaders {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Only a follower's transaction writes and then waits, and only the relay's waits while the broker is stopped. */
    private static final String LEADER = "select coalesce(max(client_port), 0) from pg_stat_activity"
            + " where datname = 'faults_ledger' and state = 'idle in transaction' and backend_xid is not null"
            + " and clock_timestamp() - state_change > interval '300 milliseconds'";

    private static final String STANDING = "select coalesce(max(position), 0) from checkpoint where follower = 'relay'";

    private TwoLeaders() {}

    static void strike(Estate estate, Plan plan) throws SQLException {
        estate.stop(KafkaPart.NAME);
        String leader;
        try {
            leader = await("a relay leads and waits for the broker")
                    .atMost(PATIENCE)
                    .until(() -> leader(estate), name -> !name.isEmpty());
            estate.stop(leader);
        } finally {
            estate.resume(KafkaPart.NAME);
        }
        long before = estate.ledger().count(STANDING);
        estate.wire(leader).cut();
        estate.wire(leader).mend();
        try {
            await("the other leads")
                    .atMost(PATIENCE)
                    .until(() -> estate.ledger().count(STANDING) > before);
            Moment.awaitAfter(plan.length());
        } finally {
            estate.resume(leader);
        }
    }

    /** Empty while nobody leads. */
    private static String leader(Estate estate) throws SQLException {
        int port = (int) estate.ledger().count(LEADER);
        return Estate.LEDGERS.stream()
                .filter(ledger -> estate.wire(ledger).carries(port))
                .findFirst()
                .orElse("");
    }
}
