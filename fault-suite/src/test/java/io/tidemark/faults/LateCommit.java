package io.tidemark.faults;

import static org.awaitility.Awaitility.await;

import io.tidemark.faults.replica.Answer;
import io.tidemark.faults.replica.Attempt;
import io.tidemark.faults.replica.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** Two appends whose rows commit in the opposite order of their ids, the second of them after the first was numbered. */
final class LateCommit {
    /** Whose journal tells of these appends. */
    static final String WRITER = "suite";

    private static final int EVENTS = 3;
    private static final Duration NUMBERED = Duration.ofSeconds(30);

    private static final String INSERT = "insert into event (event_id, stream, revision, type, payload, object_path,"
            + " correlation, causation, actor) values (?, ?, ?, 'tidemark.ledger.entry.written.v1', '{}', ?, ?, ?,"
            + " 'system:writer')";

    private LateCommit() {}

    static void strike(Estate estate, Plan plan) throws SQLException {
        Random random = new Random(plan.seed());
        try (Journal journal = new Journal(estate.journal(WRITER));
                Connection late = open(estate);
                Connection early = open(estate)) {
            Attempt lower = insert(journal, late, plan, "late", random);
            Attempt higher = insert(journal, early, plan, "early", random);
            early.commit();
            journal.told(higher.id(), Answer.ACKNOWLEDGED);
            await("the early commit is numbered while the late one is open")
                    .atMost(NUMBERED)
                    .until(() -> estate.ledger()
                                    .count("select count(*) from event where position is not null and stream = '"
                                            + stream(plan, "early") + "'")
                            == EVENTS);
            Moment.awaitAfter(plan.length());
            late.commit();
            journal.told(lower.id(), Answer.ACKNOWLEDGED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Connection open(Estate estate) throws SQLException {
        Connection connection = estate.ledger().connect();
        connection.setAutoCommit(false);
        return connection;
    }

    private static Attempt insert(Journal journal, Connection connection, Plan plan, String name, Random random)
            throws SQLException {
        Attempt attempt = new Attempt(
                plan.seed(),
                uuid(random),
                uuid(random),
                false,
                Stream.generate(() -> uuid(random)).limit(EVENTS).toList());
        journal.tried(attempt);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int i = 0; i < EVENTS; i++) {
                insert.setObject(1, attempt.events().get(i));
                insert.setString(2, stream(plan, name));
                insert.setLong(3, i + 1);
                insert.setString(4, "/entries/" + name);
                insert.setObject(5, attempt.id());
                insert.setObject(6, attempt.id());
                insert.executeUpdate();
            }
        }
        return attempt;
    }

    private static String stream(Plan plan, String name) {
        return "entry/" + plan.seed() + "-" + name;
    }

    private static UUID uuid(Random random) {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
