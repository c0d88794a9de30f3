package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.faults.replica.Load;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/**
 * Eight writers at two ledgers, one append in five rolled back, and nobody is disturbed: of {@code -Dfaults.events=N}
 * events (20,000 unless told; a million by hand) the relay skips none.
 */
class ManyEventsTest {
    private static final long EVENTS = 20_000;
    private static final Duration PIECE = Duration.ofSeconds(5);

    /** What one second of the slowest machine here relays is more. */
    private static final long RELAYED_A_SECOND = 100;

    @Test
    void none_of_many_events_is_skipped() throws IOException, InterruptedException, TimeoutException, SQLException {
        long wanted = Long.getLong("faults.events", EVENTS);
        try (Estate estate = Estate.start(Estate.LEDGERS);
                LedgerTopic topic = new LedgerTopic(estate.kafka())) {
            write(estate, wanted);
            Database.Log log = awaitNumbered(estate, wanted);
            Publication publication = new Publication(false);
            await("the relay has published all")
                    .atMost(Duration.ofSeconds(60 + wanted / RELAYED_A_SECOND))
                    .until(() -> {
                        topic.drain(publication);
                        return publication.firsts() >= log.events();
                    });

            publication.compare(estate.ledger().written());
            assertThat(publication.takeViolations()).isEmpty();
            assertThat(publication.firsts()).isEqualTo(log.events());
            assertThat(log.events()).isGreaterThanOrEqualTo(wanted);
            assertThat(log).isEqualTo(new Database.Log(log.events(), 0, 1, log.events(), log.events(), 0));
            assertThat(estate.ledger().count("select max(seq) from event"))
                    .as("rolled back appends have left holes in the ids")
                    .isGreaterThan(log.events());
            System.out.printf("%d events, %d repeats%n", log.events(), publication.takeRepeats());
        }
    }

    private static void write(Estate estate, long wanted) throws IOException, InterruptedException, SQLException {
        for (long run = 0; estate.ledger().count("select count(*) from event") < wanted; run++) {
            Delivery delivery = new Delivery(estate, run);
            for (int ledger = 0; ledger < Estate.LEDGERS.size(); ledger++) {
                delivery.begin(Estate.LEDGERS.get(ledger), Load.full(run, 2 * run + ledger, PIECE));
            }
            delivery.awaitWritten();
        }
    }

    private static Database.Log awaitNumbered(Estate estate, long events) throws SQLException {
        await("all are numbered")
                .atMost(Duration.ofSeconds(60 + events / RELAYED_A_SECOND))
                .until(() -> estate.ledger().count("select count(*) from event where position is null") == 0);
        return estate.ledger().log();
    }
}
