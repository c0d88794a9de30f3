package io.tidemark.faults;

import io.tidemark.faults.replica.Answer;
import io.tidemark.faults.replica.Attempt;
import io.tidemark.faults.replica.Journal;
import io.tidemark.faults.replica.Load;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run: writers at both ledgers, one fault among it, and what is left when everything has arrived. */
record Run(Estate estate, Plan plan) {
    History go() throws IOException, InterruptedException, SQLException {
        Delivery delivery = new Delivery(estate, plan.seed());
        for (String ledger : Estate.LEDGERS) {
            delivery.begin(ledger, Load.contended(plan.seed(), plan.seedOf(ledger), Plan.LOAD));
        }
        Moment.awaitAfter(plan.delay());
        Taken taken = plan.fault().strike(estate, plan);
        delivery.await(taken);
        return history(taken);
    }

    private History history(Taken taken) throws IOException, SQLException {
        List<Database.Row> written = estate.ledger().written(plan.seed());
        Map<Attempt, Answer> attempts = attempts();
        Set<UUID> there = written.stream().map(Database.Row::id).collect(Collectors.toSet());
        attempts.keySet()
                .removeIf(attempt -> taken.attempts().contains(attempt)
                        && attempt.events().stream().noneMatch(there::contains));
        return new History(
                attempts,
                estate.ledger().log(),
                written,
                estate.mirror().copies(plan.seed()),
                estate.mirror().parked(plan.seed()),
                taken);
    }

    private Map<Attempt, Answer> attempts() throws IOException {
        Map<Attempt, Answer> attempts = new LinkedHashMap<>();
        for (String writer : Stream.concat(Estate.LEDGERS.stream(), Stream.of(LateCommit.WRITER))
                .toList()) {
            attempts.putAll(Journal.read(estate.journal(writer)));
        }
        attempts.keySet().removeIf(attempt -> attempt.run() != plan.seed());
        return attempts;
    }
}
