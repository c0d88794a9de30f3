package io.tidemark.faults;

import io.tidemark.faults.replica.Attempt;
import io.tidemark.faults.replica.Journal;
import io.tidemark.launcher.part.KafkaPart;
import io.tidemark.launcher.part.PostgresPart;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** What operators do to stores: they put back what was copied earlier in the same run, or have only an empty disk left. */
final class Restores {
    private Restores() {}

    static void mirror(Estate estate, Plan plan) throws SQLException, IOException {
        DatabaseCopy copy = DatabaseCopy.take(estate, estate.mirror());
        Moment.awaitAfter(plan.length());
        copy.putBack(() -> Taken.NOTHING);
    }

    static Taken ledger(Estate estate, Plan plan) throws SQLException, IOException {
        DatabaseCopy copy = DatabaseCopy.take(estate, estate.ledger());
        Moment.awaitAfter(plan.length());
        return Taken.history(copy.putBack(() -> tried(estate, plan)));
    }

    static Taken postgres(Estate estate, Plan plan) throws IOException {
        DataCopy copy = DataCopy.take(estate, PostgresPart.NAME);
        Moment.awaitAfter(plan.length());
        copy.putBack();
        return Taken.history(tried(estate, plan));
    }

    static Taken brokerLost(Estate estate, Plan plan) throws IOException {
        estate.killAfter(KafkaPart.NAME, () -> DataCopy.lose(estate, KafkaPart.NAME));
        return Taken.TOPIC;
    }

    static Taken brokerRestored(Estate estate, Plan plan) throws IOException {
        DataCopy copy = DataCopy.take(estate, KafkaPart.NAME);
        Moment.awaitAfter(plan.length());
        copy.putBack();
        return Taken.TOPIC;
    }

    /** Everything that writers have begun by now: what was told about it may be true of the state that is gone. */
    private static Set<Attempt> tried(Estate estate, Plan plan) throws IOException {
        Set<Attempt> tried = new HashSet<>();
        for (String ledger : Estate.LEDGERS) {
            Journal.read(estate.journal(ledger)).keySet().stream()
                    .filter(attempt -> attempt.run() == plan.seed())
                    .forEach(tried::add);
        }
        return tried;
    }
}
